/// VAT ids: the published list with python-stdnum's verdicts, the ways in which people write numbers, and the national
/// rules' corners.
import Commerce
import Tax
import Testing

@Suite struct VATIDTests {
  static let published = Fixture.rows("vat_ids.csv")

  private static func read(_ text: String, expecting country: String = "") -> VATID {
    let letters = Array(country.utf8)
    let bytes = Array(text.utf8)
    return VATID.read(bytes.span, expecting: letters.count == 2 ? VATIDPrefix(letters[0], letters[1]) : nil)
  }

  @Test("Every number of the published list has its verdict, with its country told and by its own prefix")
  func list() {
    #expect(Self.published.count == 451)
    for row in Self.published {
      let input = row["input", default: ""]
      let isValid = row["expected"] == "valid"
      #expect(Self.read(input, expecting: row["country", default: ""]).verdict.isValid == isValid, "\(row)")
      #expect(Self.read(input).verdict.isValid == isValid, "\(row)")
    }
  }

  @Test("What is wrong is what python-stdnum says")
  func faults() {
    for row in Self.published where row["expected"] == "invalid" {
      let verdict = Self.read(row["input", default: ""], expecting: row["country", default: ""]).verdict
      switch row["oracle_error_or_note"] {
      case "InvalidChecksum": #expect(verdict == .wrongCheckDigits, "\(row)")
      case "InvalidComponent": #expect(verdict == .wrongFormat(.part), "\(row)")
      case "InvalidFormat": #expect(verdict == .wrongFormat(.character), "\(row)")
      case "InvalidLength": #expect(verdict == .wrongFormat(.length), "\(row)")
      default: #expect(!verdict.isValid, "\(row)")
      }
    }
  }

  @Test(
    "Separators, small letters and look-alikes are read",
    arguments: [
      ("de 136.695-976", "DE136695976"), ("GR 094259216", "EL094259216"), ("EL94259216", "EL094259216"),
      ("be (0)428.759.497", "BE0428759497"), ("BE 428759497", "BE0428759497"), ("nl4495445B01", "NL004495445B01"),
      ("CHE-107.787.577 IVA", "CHE107787577IVA"), ("no 995 525 828 mva", "NO995525828MVA"),
      ("FR\u{a0}40\u{2009}303\u{2013}265\u{ad}045", ""), ("FR\u{a0}40\u{2009}303\u{2013}265045", "FR40303265045"),
      ("DE\u{ff11}\u{ff13}6695976", "DE136695976"), ("\tIE 6433435F\n", "IE6433435F"), ("ATU13585627", "ATU13585627"),
      ("EU 372022452", "EU372022452"),
    ])
  func writing(_ written: String, _ normal: String) {
    let read = Self.read(written)
    #expect(read.verdict.isValid == !normal.isEmpty)
    if !normal.isEmpty { #expect(read.text == normal) }
  }

  @Test(
    "Separators that a country does not use are no part of its numbers",
    arguments: ["EE-100931558", "D E136695976", "DE13669 5976;", "HU.12892312"])
  func otherSeparators(_ written: String) { #expect(!Self.read(written).verdict.isValid) }

  @Test("British, Swiss and Norwegian numbers need their country or their prefix; those of the Union their prefix")
  func prefixes() {
    #expect(Self.read("980780684", expecting: "GB").text == "GB980780684")
    #expect(Self.read("995525828MVA", expecting: "NO").verdict.isValid)
    #expect(Self.read("980780684").verdict == .wrongFormat(.prefix))
    #expect(Self.read("136695976", expecting: "DE").verdict == .wrongFormat(.prefix))
    #expect(Self.read("GB980780684", expecting: "DE").verdict == .wrongFormat(.prefix))
    #expect(Self.read("GR094259216", expecting: "GR").verdict.isValid)
  }

  @Test("A customer's number without a prefix is one of the customer's country")
  func completion() throws {
    func read(_ text: String, _ country: String) -> VATID {
      let bytes = Array(text.utf8)
      return VATID.read(bytes.span, of: Country(country))
    }
    #expect(read("136695976", "DE").text == "DE136695976")
    #expect(read("B58378431", "ES").text == "ESB58378431")
    #expect(read("107.787.577 MWST", "CH").text == "CHE107787577MWST")
    #expect(read("094259216", "GR").text == "EL094259216")
    #expect(read("FR40303265045", "DE").text == "FR40303265045")
    #expect(read("12-3456789", "US").prefix == nil)
  }

  @Test("A wrong number has a sentence that says what is expected, and failed check digits are no proof")
  func sentences() {
    #expect(
      Self.read("DE13669597").sentence == "it is too long or too short: DE and 9 digits, the first not 0 is expected")
    #expect(Self.read("DE136695978").sentence.contains("it is no proof"))
    #expect(Self.read("QQ1").sentence.contains("none of the prefixes"))
    #expect(Self.read("").sentence == "there is no number")
  }

  @Test("No bytes stop it")
  func anyBytes() {
    var state: UInt64 = 7
    for prefix in VATIDPrefix.allCases {
      for length in 0..<20 {
        var bytes = Array(prefix.rawValue.utf8)
        for _ in 0..<length {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          bytes.append(length % 3 == 0 ? UInt8(truncatingIfNeeded: state >> 33) : UInt8(48 + (state >> 33) % 10))
        }
        _ = VATID.read(bytes.span).text
      }
    }
  }
}
