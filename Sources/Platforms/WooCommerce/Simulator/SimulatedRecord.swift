/// A record of the simulated shop: what lists filter and sort by, and its words once it was written to.
struct SimulatedRecord: Sendable {
  let id: Int64
  /// Seconds since 1970.
  var created: Int64
  /// Seconds since 1970; refunds have none and repeat their creation.
  var modified: Int64
  var status = "publish"
  /// The record that it belongs to: the order of a refund, the product of a variation; 0 for none.
  var parent: Int64 = 0
  /// The customer of an order; 0 for a guest.
  var customer: Int64 = 0
  /// Where it is in the shop's data; `nil` for what was created later.
  var source: Int?
  /// The record as it was last written; `nil` while it is as the shop's data have it.
  var written: WireObject?

  init(id: Int64, created: Int64, modified: Int64) {
    self.id = id
    self.created = created
    self.modified = modified
  }
}
