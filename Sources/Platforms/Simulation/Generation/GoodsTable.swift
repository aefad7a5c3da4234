/// What invented shops sell.

/// A kind of goods.
struct GoodsKind: Sendable {
  let kind: String
  let noun: String
  /// Beginning of its SKUs.
  let mark: String
  let isBook: Bool
  /// Prices in hundredths of a euro or dollar; other currencies scale them.
  let prices: ClosedRange<Int64>
  let grams: ClosedRange<Int64>
  /// What sets variants apart, with the letters that SKUs have for it.
  let options: [(name: String, mark: String)]

  private init(
    _ kind: String, _ noun: String, _ mark: String, prices: ClosedRange<Int64>, grams: ClosedRange<Int64>,
    isBook: Bool = false, options: [(name: String, mark: String)]
  ) {
    self.kind = kind
    self.noun = noun
    self.mark = mark
    self.isBook = isBook
    self.prices = prices
    self.grams = grams
    self.options = options
  }

  private static let colours = [("Blue", "BL"), ("Red", "RD"), ("Grün", "GN"), ("Sand", "SD")]
  private static let sizes = [("S", "S"), ("M", "M"), ("L", "L"), ("XL", "XL")]
  private static let bindings = [("Paperback", "PB"), ("Hardcover", "HC")]

  /// All kinds.
  static let all = [
    GoodsKind("Kitchen", "Mug", "MUG", prices: 690...1_990, grams: 280...420, options: colours),
    GoodsKind("Kitchen", "Teapot", "TPT", prices: 2_490...7_900, grams: 600...1_400, options: colours),
    GoodsKind("Clothing", "T-Shirt", "TSH", prices: 1_490...3_900, grams: 140...220, options: sizes),
    GoodsKind("Clothing", "Scarf", "SCF", prices: 1_900...8_900, grams: 90...240, options: colours),
    GoodsKind("Books", "Handbook", "BK", prices: 790...4_500, grams: 200...900, isBook: true, options: bindings),
    GoodsKind("Stationery", "Notebook", "NTB", prices: 399...1_899, grams: 120...400, options: colours),
    GoodsKind("Home", "Candle", "CDL", prices: 499...3_499, grams: 150...900, options: sizes),
    GoodsKind("Home", "Lamp", "LMP", prices: 3_990...24_900, grams: 900...4_200, options: colours),
    GoodsKind("Home", "Poster", "PST", prices: 990...4_990, grams: 60...200, options: [("A3", "A3"), ("A2", "A2")]),
    GoodsKind("Bags", "Backpack", "BPK", prices: 4_990...19_900, grams: 500...1_500, options: colours),
  ]

  /// What titles add to a noun; some need care in CSV, JSON and HTML.
  static let names = [
    "Nordsee", "Sakura", "Crème brûlée", "Ålesund", "No. 7", "12\" Classic", "Salt & Pepper", "Round, small", "Łódź",
    "O'Hara", "Petit déjeuner", "Winter <Edition>", "Sol y mar", "Grüße", "東京", "Café ☕", "Basic", "Deluxe",
  ]

  /// Makers.
  static let vendors = ["Beispielwaren", "Muster & Söhne", "Atelier Exemple", "Example Goods Co."]
}
