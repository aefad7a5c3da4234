import Tax

/// What a definition says of a product's tax: its class of rate, or its kind, whose class each territory has its own.
enum ProductClass: Sendable, Equatable {
  case rate(RateCategory)
  case kind(String)

  /// The class of that name, of a rate or of a kind of product; `nil` when there is none.
  init?(name: String) {
    if let category = RateCategory(name: name) {
      self = .rate(category)
    } else if ProductCategories.standard.products.contains(name) {
      self = .kind(name)
    } else {
      return nil
    }
  }

  /// Every name there is.
  static let names = Self.rates.map(\.name) + ProductCategories.standard.products

  /// Classes that a product can have by itself, whatever the state.
  private static let rates: [RateCategory] = [
    .standard, .reduced, .reduced2, .superReduced, .parking, .zero, .exempt,
  ]
}

/// The product types of a source and what each of them is for tax.
struct ProductTypes: Sendable {
  private var words = WordTable()
  private var classes: [ProductClass] = []

  /// Whether there are any.
  var isEmpty: Bool { classes.isEmpty }

  /// Adds a product type by its word in the source.
  mutating func add(_ word: String, _ product: ProductClass) {
    words.add(word, Int32(classes.count))
    classes.append(product)
  }

  /// Number of the class of a product type; -1 for one that the definition does not name.
  func number(of word: Span<UInt8>) -> Int32 { words.value(of: word) ?? -1 }

  /// The class of that number; `nil` for -1.
  subscript(number: Int32) -> ProductClass? { number < 0 ? nil : classes[Int(number)] }
}
