import Columns

/// Where the cells of the two addresses are, in exports of WooCommerce that name them after its own fields.
struct DestinationSlots: Sendable {
  private struct Address: Sendable {
    let firstName, lastName, street1, street2, postcode, city, region, country: Int

    init(_ prefix: String, _ slots: ColumnSlots) {
      let cells = Address.columns(prefix).map { slots[$0] }
      (firstName, lastName, street1, street2) = (cells[0], cells[1], cells[2], cells[3])
      (postcode, city, region, country) = (cells[4], cells[5], cells[6], cells[7])
    }

    static func columns(_ prefix: String) -> [String] {
      ["first_name", "last_name", "address_1", "address_2", "postcode", "city", "state", "country"].map { prefix + $0 }
    }
  }

  private let shipping, billing: Address

  /// The columns that are read.
  static func columns(_ shipping: String, _ billing: String) -> [String] {
    Address.columns(shipping) + Address.columns(billing)
  }

  init(_ slots: ColumnSlots) {
    shipping = Address("shipping_", slots)
    billing = Address("billing_", slots)
  }

  /// Where the order goes: all of one address, as a country of one and a state of the other would be nowhere.
  func destination(_ record: Int, _ spread: inout DocumentSpread) -> ExportedOrder.Destination {
    let address = spread.cell(record, shipping.country).isEmpty ? billing : shipping
    let source = spread.source
    func cell(_ slot: Int) -> TextRange { source[record, slot] }
    let names = [cell(address.firstName), cell(address.lastName)]
    let streets = [cell(address.street1), cell(address.street2)]
    return ExportedOrder.Destination(
      name: spread.text.joined(names), street: spread.text.joined(streets), postcode: cell(address.postcode),
      city: cell(address.city), region: cell(address.region), country: cell(address.country))
  }
}
