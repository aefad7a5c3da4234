import Columns
import Formats
import Platforms

/// What the variations of a product differ by: attributes, and for each variation the option that it has of each.
///
/// A variation's option has to be among those of its product's attribute, or no buyer can choose it.
struct VariationAttributes {
  /// An attribute of a product.
  struct Attribute {
    /// The shop's number of it; 0 for one that only this product has.
    var id: Int64 = 0
    var name: String
    var options: [String] = []
    /// Whether variations differ by it.
    var isChosen = true
    var isVisible = true
  }

  private(set) var all: [Attribute]
  /// Whether options were added to those that the product has.
  private(set) var hasGrown = false

  /// What it is called where nothing says what variants differ by.
  private static let usual = "Option"

  /// Those of a new product, made of what its variants say of themselves: `Size: M, Colour: Red`, or only `M / Red`.
  init(of variants: [ProductDraft.Variant]) {
    let texts = variants.map { Self.text($0) }
    let parsed = texts.map { Self.pairs($0) }
    let names = parsed.first.flatMap { $0?.map(\.name) } ?? []
    let isNamed = !names.isEmpty && parsed.allSatisfy { $0?.map(\.name) == names }
    all = (isNamed ? names : [Self.usual]).map { Attribute(name: $0) }
    for text in texts { _ = choices(text) }
  }

  /// Those of a product of the shop. Where its variations do not differ by any yet, they will by what the variants say of
  /// themselves.
  init(_ payload: JSONPayload, _ product: JSONElement?, adding variants: [ProductDraft.Variant]) {
    all = payload.elements(of: payload["attributes", in: product]).map { element in
      Attribute(
        id: Int64(payload.string(payload["id", in: element])) ?? 0,
        name: HTMLText.decoded(payload.string(payload["name", in: element])),
        options: payload.elements(of: payload["options", in: element]).map {
          HTMLText.decoded(payload.string($0))
        },
        isChosen: payload.string(payload["variation", in: element]) == "true",
        isVisible: payload.string(payload["visible", in: element]) == "true")
    }
    guard !all.contains(where: \.isChosen) else { return }
    for attribute in VariationAttributes(of: variants).all {
      if let place = all.firstIndex(where: { $0.name == attribute.name }) {
        all[place].isChosen = true
      } else {
        all.append(Attribute(name: attribute.name))
      }
    }
    hasGrown = true
  }

  /// What sets a variant apart: what it says, and its SKU where it says nothing.
  static func text(_ variant: ProductDraft.Variant) -> String { variant.option ?? variant.sku ?? "" }

  /// The option of each attribute that a text names; one that is new is added to the attribute's. `nil` where the text
  /// does not fit the attributes.
  mutating func choices(_ text: String) -> [(place: Int, option: String)]? {
    let places = all.indices.filter { all[$0].isChosen }
    var values: [String]
    if let pairs = Self.pairs(text), Set(pairs.map(\.name)) == Set(places.map { all[$0].name }) {
      let byName = Dictionary(pairs.map { ($0.name, $0.value) }) { first, _ in first }
      values = places.compactMap { byName[all[$0].name] }
    } else {
      let plain = Self.pairs(text)?.map(\.value).joined(separator: " / ") ?? text
      values = places.count == 1 ? [plain] : plain.split(separator: " / ").map(String.init)
    }
    guard values.count == places.count, values.allSatisfy({ !$0.isEmpty }) else { return nil }
    for (place, value) in zip(places, values) where !all[place].options.contains(value) {
      all[place].options.append(value)
      hasGrown = true
    }
    return zip(places, values).map { ($0, $1) }
  }

  /// `Size: M, Colour: Red` as names and values; `nil` for a text of another form.
  private static func pairs(_ text: String) -> [(name: String, value: String)]? {
    let parts = text.split(separator: ", ").map { $0.split(separator: ": ", maxSplits: 1) }
    guard !parts.isEmpty, parts.allSatisfy({ $0.count == 2 }) else { return nil }
    return parts.map { (String($0[0]), String($0[1])) }
  }

  // MARK: Writing

  /// Writes the attributes of the product.
  func write(to object: inout JSONWriter) {
    object.key("attributes")
    object.array { array in
      for attribute in all {
        array.object { item in
          Self.writeName(attribute, to: &item)
          for (key, flag) in [("visible", attribute.isVisible), ("variation", attribute.isChosen)] {
            item.key(key)
            item.bool(flag)
          }
          item.key("options")
          item.array { options in for option in attribute.options { options.string(option) } }
        }
      }
    }
  }

  /// Writes what a new variation has of each attribute.
  func write(_ choices: [(place: Int, option: String)], to object: inout JSONWriter) {
    object.key("attributes")
    object.array { array in
      for choice in choices {
        array.object { item in
          Self.writeName(all[choice.place], to: &item)
          WooCommerceWrites.write("option", choice.option, to: &item)
        }
      }
    }
  }

  private static func writeName(_ attribute: Attribute, to item: inout JSONWriter) {
    if attribute.id > 0 {
      item.key("id")
      item.integer(attribute.id)
    }
    WooCommerceWrites.write("name", attribute.name, to: &item)
  }
}
