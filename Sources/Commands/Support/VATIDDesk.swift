import Commerce
import Pipeline
import Tax
import Transform

/// Answers rows about VAT ids.
struct VATIDDesk {
  static let columns: [InputColumn] = [.optional("country"), "input"]

  private enum Column {
    static let country = 0
    static let input = 1
  }

  /// Whether a service is asked.
  var asks: Bool { service != nil }
  private var service: VATIDService?
  /// What came of asking, by number: each is asked about once.
  private var checks: [String: VATIDCheck] = [:]
  private var tellsChecks: Bool

  init(service: VATIDService?) {
    self.service = service
    tellsChecks = service != nil
  }

  /// Takes answers that were got elsewhere.
  mutating func take(_ checks: [String: VATIDCheck]) {
    self.checks = checks
    tellsChecks = true
  }

  /// The columns of an answer.
  var added: [String] {
    let own = ["vat_id", "status", "reason", "explanation"]
    return tellsChecks ? own + ["registered", "registered_reason", "asked_at", "consultation"] : own
  }

  /// Asks about the number of a row, unless its form speaks against it.
  mutating func ask(_ row: Row) async {
    let id = Self.read(row)
    if case .wrongFormat = id.verdict { return }
    guard checks[id.text] == nil, let check = await service?.check(id) else { return }
    checks[id.text] = check
  }

  func answer(_ row: borrowing Row, _ answer: inout RowAnswer) {
    let id = Self.read(row)
    if id.prefix == nil { answer.empty() } else { answer.text(id.text) }
    answer.text(id.verdict.isValid ? "valid" : "invalid")
    answer.text(id.verdict.reason)
    if id.verdict.isValid { answer.empty() } else { answer.text(id.sentence) }
    guard tellsChecks, let check = checks[id.text] else { return }
    answer.text(check.answer.rawValue)
    answer.text(check.reason)
    answer.text(check.askedAt.description)
    answer.text(check.consultation ?? "")
  }

  private static func read(_ row: borrowing Row) -> VATID {
    let country = row[Column.country]
    let text = row[Column.input]
    let expected =
      country.count == 2 ? VATIDPrefix(country[country.startIndex], country[country.startIndex + 1]) : nil
    return VATID.read(text.span, expecting: expected)
  }
}
