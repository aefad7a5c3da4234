/// The published rounding vectors, every row of every kind.
import Commerce
import Testing

@Suite struct RoundingVectorTests {
  static let all = Fixture.rows("rounding_vectors.csv")
  static func vectors(_ kind: String) -> [[String: String]] { all.filter { $0["kind"] == kind } }

  @Test("The vectors hold the five kinds, and every row belongs to one")
  func kinds() {
    let counts = Dictionary(grouping: Self.all) { $0["kind"] ?? "" }.mapValues(\.count)
    #expect(
      counts == [
        "INCLUSIVE_BACKOUT": 19, "HALF_MODES": 10, "LINE_VS_INVOICE": 5, "LARGEST_REMAINDER": 12, "MIXED_RATE_ORDER": 1,
      ])
  }

  @Test(
    "Tax contained in a gross amount is rounded first, and net is the rest", arguments: vectors("INCLUSIVE_BACKOUT"))
  func backOut(_ vector: [String: String]) throws {
    let input = Fixture.fields(vector["input", default: ""])
    let expected = Fixture.fields(vector["expected", default: ""])
    let exponent = try #require(Int(input["exp", default: ""]))
    let gross = try #require(Exact(input["gross", default: ""])?.whole(at: exponent))
    let rate = try #require(TaxRate(input["rate", default: ""]))
    let tax = try #require(rate.taxContained(in: gross))
    #expect(tax.description(exponent: exponent) == Self.unsigned(expected["tax"]))
    #expect(gross.subtracting(tax)?.description(exponent: exponent) == expected["net"])
  }

  @Test("The three ways to round a half differ as published", arguments: vectors("HALF_MODES"))
  func halves(_ vector: [String: String]) throws {
    let input = Fixture.fields(vector["input", default: ""])
    let expected = Fixture.fields(vector["expected", default: ""]).merging(
      Fixture.fields(vector["alternative", default: ""])
    ) { first, _ in first }
    let net = try #require(Exact(input["net", default: ""]))
    let rate = try #require(TaxRate(input["rate", default: ""]))
    #expect(rate.tax(on: net, to: 2, .halfAwayFromZero)?.description(exponent: 2) == expected["half_up"])
    #expect(rate.tax(on: net, to: 2, .halfDown)?.description(exponent: 2) == expected["half_down"])
    #expect(rate.tax(on: net, to: 2, .halfEven)?.description(exponent: 2) == expected["half_even"])
  }

  @Test("Rounding per line and per invoice differ as published", arguments: vectors("LINE_VS_INVOICE"))
  func linesOrInvoice(_ vector: [String: String]) throws {
    let input = Fixture.fields(vector["input", default: ""])
    let expected = Fixture.fields(vector["expected", default: ""]).merging(
      Fixture.fields(vector["alternative", default: ""])
    ) { first, _ in first }
    let lines = input["net lines", default: ""].split(separator: "|").compactMap { Exact(String($0)) }
    let rate = try #require(TaxRate(input["rate", default: ""]))
    let perLine = lines.compactMap { rate.tax(on: $0, to: 2)?.count }.reduce(0, +)
    let sum = lines.reduce(Exact.zero) { $0.adding($1) ?? .zero }
    #expect(MinorUnits(perLine).description(exponent: 2) == expected["per_line"])
    #expect(rate.tax(on: sum, to: 2)?.description(exponent: 2) == expected["per_invoice"])
  }

  @Test(
    "Parts by largest remainder are the published ones and sum to the whole", arguments: vectors("LARGEST_REMAINDER"))
  func allocation(_ vector: [String: String]) throws {
    let input = Fixture.fields(vector["input", default: ""])
    let exponent = try #require(Int(input["exp", default: ""]))
    let total = try #require(Exact(input["total", default: ""])?.whole(at: exponent))
    let weights = input["weights", default: ""].split(separator: "|").compactMap { Int64($0) }
    let parts = try LargestRemainder.allocate(total.count, over: weights)
    let written = parts.map { MinorUnits($0).description(exponent: exponent) }.joined(separator: "|")
    #expect(written == vector["expected"])
    #expect(parts.reduce(0, +) == total.count)
  }

  @Test("An order discount and shipping over two rates give the published tax of each")
  func mixedRates() throws {
    // goods 119.00 at 19 % and 107.00 at 7 %, discount 22.60, shipping 5.90, all gross, by undiscounted gross value
    let goods: [Int64] = [119_00, 107_00]
    let discount = try LargestRemainder.allocate(22_60, over: goods)
    let shipping = try LargestRemainder.allocate(5_90, over: goods)
    let rates = [TaxRate(thousandths: 19_000), TaxRate(thousandths: 7_000)]
    var figures: [String] = []
    var tax: Int64 = 0
    for (index, rate) in rates.enumerated() {
      let gross = MinorUnits(goods[index] - discount[index])
      let goodsTax = try #require(rate.taxContained(in: gross))
      let shippingTax = try #require(rate.taxContained(in: MinorUnits(shipping[index])))
      tax += goodsTax.count + shippingTax.count
      figures.append(
        "\(rate)%: goods_gross=\(gross.description(exponent: 2)) tax=\(goodsTax.description(exponent: 2)); "
          + "shipping_gross=\(MinorUnits(shipping[index]).description(exponent: 2)) "
          + "tax=\(shippingTax.description(exponent: 2))")
    }
    let vector = try #require(Self.vectors("MIXED_RATE_ORDER").first)
    #expect(figures.joined(separator: " / ") == vector["expected"])
    #expect("total_tax=\(MinorUnits(tax).description(exponent: 2))" == vector["alternative"])
  }

  /// The vectors never write a minus before zero.
  private static func unsigned(_ text: String?) -> String? { text == "-0.00" ? "0.00" : text }
}
