/// Exact decimals: nothing is rounded unless asked, and nothing leaves the range unnoticed.
import Commerce
import Testing

@Suite struct ExactTests {
  @Test(
    "Text comes back as it went in, without trailing zeros",
    arguments: [
      "0", "1", "-1", "17.5", "0.000001", "-0.05", "9223372036854.775807", "-9223372036854.775807",
    ])
  func description(_ text: String) { #expect(Exact(text)?.description == text) }

  @Test("At least so many decimals are written, and more where they are needed")
  func decimals() throws {
    #expect(try #require(Exact("2.5")).description(decimals: 2) == "2.50")
    #expect(try #require(Exact("2.5555")).description(decimals: 2) == "2.5555")
    #expect(try #require(Exact("-3")).description(decimals: 3) == "-3.000")
  }

  @Test("A price times a quantity is exact")
  func product() throws {
    let price = try #require(Exact("2.55"))
    #expect(price.multiplied(by: try #require(Exact(6)))?.description == "15.3")
    #expect(price.multiplied(by: try #require(Exact(-80_995)))?.description == "-206537.25")
    #expect(
      try #require(Exact("1000000")).multiplied(by: try #require(Exact("9000000")))?.description == "9000000000000")
  }

  @Test("A product that needs a seventh decimal or leaves the range is none, unless rounding is asked for")
  func limits() throws {
    let fine = try #require(Exact("0.0001"))
    let third = try #require(Exact("0.005"))
    #expect(fine.multiplied(by: third) == nil)
    #expect(fine.multiplied(by: third, rounding: .halfAwayFromZero)?.description == "0.000001")
    #expect(fine.multiplied(by: third, rounding: .halfEven)?.description == "0")
    let large = try #require(Exact("9000000000000"))
    #expect(large.multiplied(by: large) == nil)
    #expect(large.adding(large) == nil)
    #expect((-large).subtracting(large) == nil)
  }

  @Test("Rounding to minor units follows the currency's exponent and the sign")
  func rounding() throws {
    let amount = try #require(Exact("-2.345500"))
    #expect(amount.rounded(to: 2) == MinorUnits(-235))
    #expect(amount.rounded(to: 0) == MinorUnits(-2))
    #expect(amount.rounded(to: 3) == MinorUnits(-2_346))
    #expect(amount.rounded(to: 3, .halfDown) == MinorUnits(-2_345))
    #expect(amount.rounded(to: 4) == MinorUnits(-23_455))
    #expect(Exact(MinorUnits(-23_455), exponent: 4) == amount)
  }

  @Test(
    "Half goes where the rounding says, for both signs",
    arguments: [
      (Rounding.halfAwayFromZero, [-3, -2, 2, 3]), (.halfDown, [-2, -1, 1, 2]), (.halfEven, [-2, -2, 2, 2]),
    ] as [(Rounding, [Int])])
  func halves(_ rounding: Rounding, _ expected: [Int]) {
    #expect([-5, -3, 3, 5].map { rounding.quotient($0, over: 2) } == expected)
    #expect([-7, -5, 5, 7].map { rounding.quotient($0, over: 3) } == [-2, -2, 2, 2])
    #expect(Rounding(name: rounding.name) == rounding)
  }

  @Test("A product beyond 64 bits is scaled exactly")
  func wideScaling() {
    #expect(Rounding.halfAwayFromZero.scale(.max, by: 19_000, over: 100_000) == 1_752_440_687_002_407_403)
    #expect(Rounding.halfAwayFromZero.scale(.max, by: 3, over: 2) == nil)
  }
}
