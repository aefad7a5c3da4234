/// The attributes of a listing that a draft sets, as Amazon spells them.
import Commerce
import Formats
import Platforms

struct ListingAttributes {
  enum Value {
    case text(String)
    case offer(String)
    case barcode(String)
    /// The theme that the variants of a family differ by.
    case theme(String)
    /// The SKU of the parent.
    case parent(String)
  }

  private let marketplace: AmazonMarketplace
  private(set) var all: [(name: String, value: Value)] = []

  /// What a draft says of a variant, without its price.
  init(_ product: ProductDraft, _ variant: ProductDraft.Variant, _ marketplace: AmazonMarketplace) {
    self.marketplace = marketplace
    if let title = product.title { all.append(("item_name", .text(title))) }
    if let text = product.text { all.append(("product_description", .text(text))) }
    if let barcode = variant.barcode { all.append(("externally_assigned_product_identifier", .barcode(barcode))) }
  }

  /// The parent of a family, which has neither price nor stock.
  init(parentOf family: ProductDraft.Family, _ marketplace: AmazonMarketplace) {
    self.marketplace = marketplace
    all = [
      ("item_name", .text(family.title)), ("parentage_level", .text("parent")),
      ("variation_theme", .theme(family.theme)),
    ]
  }

  /// Adds the price.
  mutating func offer(_ price: Exact) { all.append(("purchasable_offer", .offer(price.description))) }

  /// Adds that it is a variant of a parent, and which.
  mutating func child(of family: ProductDraft.Family, _ options: [(name: String, value: String)]) {
    all += [
      ("parentage_level", .text("child")), ("child_parent_sku_relationship", .parent(family.parent)),
      ("variation_theme", .theme(family.theme)),
    ]
    all += options.map { ($0.name, .text($0.value)) }
  }

  /// Writes the value of an attribute.
  func write(_ value: Value, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("marketplace_id")
      writer.string(marketplace.id)
      switch value {
      case .text(let text):
        writer.key("value")
        writer.string(text)
      case .theme(let theme):
        writer.key("name")
        writer.string(theme)
      case .parent(let sku):
        for (key, text) in [("child_relationship_type", "variation"), ("parent_sku", sku)] {
          writer.key(key)
          writer.string(text)
        }
      case .barcode(let code):
        writer.key("type")
        writer.string(code.utf8.count == 12 ? "upc" : "ean")
        writer.key("value")
        writer.string(code)
      case .offer(let price):
        writer.key("currency")
        writer.string(marketplace.currency)
        writer.key("our_price")
        writer.array { writer in
          writer.object { writer in
            writer.key("schedule")
            writer.array { writer in
              writer.object { writer in
                writer.key("value_with_tax")
                writer.number(price)
              }
            }
          }
        }
      }
    }
  }
}
