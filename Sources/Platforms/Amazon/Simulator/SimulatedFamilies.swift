/// Families of listings that were made through the interface: parents, which nobody can buy, and their variants.
import Formats
import Platforms
import Simulation
import Synchronization

/// The parents of listings, and which listings are their variants.
struct SimulatedFamilies: Sendable {
  struct Parent: Sendable {
    /// In the order in which parents were made, from 1.
    var number: Int64
    var sku: String
    var title: String
    var theme: String
    /// Seconds since 1970.
    var createdAt: Int64
    /// Seconds since 1970.
    var updatedAt: Int64
  }

  struct Child: Sendable {
    var parent: String
    /// What it has of each attribute of the theme.
    var options: [String: String]
  }

  private(set) var parents: [String: Parent] = [:]
  private(set) var children: [String: Child] = [:]

  /// The parents, in the order in which they were made.
  var all: [Parent] { parents.values.sorted { $0.number < $1.number } }

  /// The variants of a parent, by their SKUs.
  func children(of parent: String) -> [String] {
    children.filter { $0.value.parent == parent }.keys.sorted()
  }

  /// Sentences about what a change says of families and is wrong.
  func problems(_ changes: ListingChanges, of sku: String, productType: String) -> [String] {
    guard changes.level != nil || changes.theme != nil || changes.parent != nil || parents[sku] != nil else {
      return changes.others.keys.sorted().map { "The attributes are invalid: \($0.prefix(60))." }
    }
    // The product type that fits everything knows nothing that variants could differ by.
    if productType == "PRODUCT" { return ["The attributes are invalid: variation_theme."] }
    if changes.level == "parent" || parents[sku] != nil {
      var problems: [String] = []
      if changes.theme == nil, parents[sku] == nil {
        problems.append("'variation_theme' is required but not supplied.")
      }
      if changes.price != nil { problems.append("A parent cannot have 'purchasable_offer'.") }
      if changes.quantity != nil { problems.append("A parent cannot have 'fulfillment_availability'.") }
      return problems
    }
    guard changes.level == "child", let parent = changes.parent else {
      return ["'child_parent_sku_relationship' is required but not supplied."]
    }
    guard let known = parents[parent] else { return ["The parent SKU '\(parent)' is no parent in this marketplace."] }
    if let theme = changes.theme, theme != known.theme {
      return ["'variation_theme' is '\(theme)', and that of the parent is '\(known.theme)'."]
    }
    let names = VariationTheme.attributes(of: known.theme)
    let strange = changes.others.keys.filter { !names.contains($0) }.sorted()
    return names.filter { changes.others[$0] == nil }.map { "'\($0)' is required but not supplied." }
      + strange.map { "The attributes are invalid: \($0.prefix(60))." }
  }

  /// Keeps what a change says of a parent; `false` when it is about an article.
  mutating func keepParent(_ changes: ListingChanges, of sku: String, at now: Int64) -> Bool {
    let known = parents[sku]
    guard changes.level == "parent" || known != nil else { return false }
    parents[sku] = Parent(
      number: known?.number ?? Int64(parents.count + 1), sku: sku, title: changes.title ?? known?.title ?? "",
      theme: changes.theme ?? known?.theme ?? "", createdAt: known?.createdAt ?? now, updatedAt: now)
    return true
  }

  /// Keeps whose variant an article is.
  mutating func keepChild(_ changes: ListingChanges, of sku: String) {
    if let parent = changes.parent { children[sku] = Child(parent: parent, options: changes.others) }
  }
}

extension AmazonSimulator {
  /// Where parents begin in the order of listings, behind all articles.
  static let parentsStart: Int64 = 1_000_000_000

  /// Writes a parent as a listing.
  func write(_ parent: SimulatedFamilies.Parent, _ included: Set<String>, to writer: inout JSONWriter) {
    let parts = included.isEmpty ? ["summaries"] : included
    writer.object { writer in
      writer.members([("sku", parent.sku)])
      if parts.contains("summaries") {
        writer.key("summaries")
        writer.array { writer in
          writer.object { writer in
            writer.members([
              ("marketplaceId", marketplace.id), ("asin", SimulatedIDs.asin(Self.parentASIN + parent.number)),
              ("productType", "PRODUCT"), ("conditionType", "new_new"),
            ])
            writer.key("status")
            writer.array { $0.string("DISCOVERABLE") }
            writer.members([
              ("itemName", parent.title), ("createdDate", AmazonTime.text(parent.createdAt)),
              ("lastUpdatedDate", AmazonTime.text(parent.updatedAt)),
            ])
          }
        }
      }
      if parts.contains("attributes") {
        writer.key("attributes")
        writer.object { writer in
          attribute("item_name", [("value", parent.title)], to: &writer)
          attribute("parentage_level", [("value", "parent")], to: &writer)
          attribute("variation_theme", [("name", parent.theme)], to: &writer)
        }
      }
      for part in ["offers", "fulfillmentAvailability", "issues"] where parts.contains(part) {
        writer.key(part)
        writer.array { _ in }
      }
      if parts.contains("relationships") {
        let children = memory.withLock { $0.families.children(of: parent.sku) }
        relationships(children.isEmpty ? nil : ("childSkus", children, parent.theme), to: &writer)
      }
    }
  }

  /// The numbers behind which those of parents lie, of which their ASINs are made.
  private static let parentASIN: Int64 = 800_000

  /// Writes what the attributes of a variant say of its family.
  func attributes(ofVariant sku: String, to writer: inout JSONWriter) {
    let (child, parent) = family(of: sku)
    guard let child, let parent else { return }
    attribute("parentage_level", [("value", "child")], to: &writer)
    attribute("variation_theme", [("name", parent.theme)], to: &writer)
    attribute(
      "child_parent_sku_relationship", [("child_relationship_type", "variation"), ("parent_sku", parent.sku)],
      to: &writer)
    for (name, value) in child.options.sorted(by: { $0.key < $1.key }) {
      attribute(name, [("value", value)], to: &writer)
    }
  }

  /// Writes what a variant is related to.
  func relationships(ofVariant sku: String, to writer: inout JSONWriter) {
    relationships(family(of: sku).parent.map { ("parentSkus", [$0.sku], $0.theme) }, to: &writer)
  }

  private func family(of sku: String) -> (child: SimulatedFamilies.Child?, parent: SimulatedFamilies.Parent?) {
    memory.withLock { memory in
      let child = memory.families.children[sku]
      return (child, child.flatMap { memory.families.parents[$0.parent] })
    }
  }

  private func attribute(_ name: String, _ members: [(String, String)], to writer: inout JSONWriter) {
    writer.key(name)
    writer.array { writer in
      writer.object { $0.members(members + [("marketplace_id", marketplace.id)]) }
    }
  }

  private func relationships(_ of: (key: String, skus: [String], theme: String)?, to writer: inout JSONWriter) {
    writer.key("relationships")
    writer.array { writer in
      writer.object { writer in
        writer.members([("marketplaceId", marketplace.id)])
        writer.key("relationships")
        writer.array { writer in
          guard let of else { return }
          writer.object { writer in
            writer.key(of.key)
            writer.array { writer in for sku in of.skus { writer.string(sku) } }
            writer.members([("type", "VARIATION")])
            writer.key("variationTheme")
            writer.object { writer in
              writer.key("attributes")
              writer.array { writer in for name in VariationTheme.attributes(of: of.theme) { writer.string(name) } }
              writer.members([("theme", of.theme)])
            }
          }
        }
      }
    }
  }
}
