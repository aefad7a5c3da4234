/// What a person should look at before returns are handed in, document by document.
import Commerce
import Ledger
import Pipeline
import Tax

/// A row is a finding about a loaded document: what the stages noted, and what the decision about a line says needs a
/// person. Where the rules give a rate, the tax that was charged stands beside the tax that they give.
///
/// It names documents by the platform's ids and holds nothing personal.
struct TaxFindingsReport: Report {
  let name = "tax_findings"
  let summary = "Every finding by document: tax charged and expected, missing registrations, open numbers and places."
  let heeds: ReportHeed = [.store, .months]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private struct Line {
    var store: String
    var document: String
    var kind: TransactionKind
    var taxDate: CivilDate?
    var line: Int64?
    var code: String
    var title: String
    var detail: String
    var currency: Currency?
    var check: ChargedTax?
    var remedy: String

    func amount(_ amount: MinorUnits?) -> ReportCell {
      amount.map { .amount($0.count, exponent: currency?.exponent ?? 0) } ?? .missing
    }
  }

  private static let shape = RowShape<Line>(
    name: "tax_findings",
    items: [
      .init("store", .text, "Name of the store.") { .text($0.store) },
      .init("document", .text, "The platform's id of the document.") { .text($0.document) },
      .init("kind", .text, "sale, refund or adjustment.") { .text($0.kind.name) },
      .init("tax_date", .text, "The civil date of the supply or refund.") { .text($0.taxDate?.description ?? "") },
      .init("line", .integer, "Number of the line; missing for the document as a whole.") {
        $0.line.map { .integer($0) } ?? .missing
      },
      .init("code", .text, "Stable code of the finding, or of the reason of the decision.") { .text($0.code) },
      .init("title", .text, "What it means.") { .text($0.title) },
      .init("detail", .text, "What is the matter with this one.") { .text($0.detail) },
      .init("currency", .text, "Currency of the amounts.") { .text($0.currency?.code ?? "") },
      .init("charged", .decimal, "The tax on the document as it was charged.") { $0.amount($0.check?.charged) },
      .init("expected", .decimal, "The tax that the rules' rates give; missing where they have none.") {
        $0.amount($0.check?.expected)
      },
      .init("difference", .decimal, "The tax charged less the tax expected.") { $0.amount($0.check?.difference) },
      .init("remedy", .text, "What to do about it.") { .text($0.remedy) },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let (first, last) = (request.from?.firstDay, request.to?.lastDay)
    let findings = try ledger.documentFindings(store: request.store, from: first, to: last)
    let noted = Set(findings.map(\.id))
    var checks: [Int64: ChargedTax] = [:]
    var decided: [(id: Int64, line: Line)] = []
    try ledger.declaredLines(store: request.store, from: first, to: last) { line in
      let id = line.document.id
      let isFinding = line.terms.reason?.isFinding == true
      guard noted.contains(id) || isFinding else { return }
      checks[id, default: ChargedTax()].add(line)
      guard isFinding, let reason = line.terms.reason else { return }
      // One row for the lines of a document that share a reason.
      if let previous = decided.last, previous.id == id, previous.line.code == reason.code { return }
      decided.append((id, Self.row(line, reason)))
    }
    let rows = findings.map { (id: $0.id, line: Self.row($0)) } + decided
    let sorted = rows.sorted { ($0.id, $0.line.code) < ($1.id, $1.line.code) }
    return [
      Self.shape.table(
        sorted.map { row in
          var line = row.line
          line.check = checks[row.id]
          return line
        })
    ]
  }

  private static func row(_ finding: DocumentFinding) -> Line {
    let code = FindingCode(rawValue: finding.code)
    return Line(
      store: finding.store, document: finding.document, kind: finding.kind, taxDate: finding.taxDate,
      line: finding.line, code: finding.code, title: code?.title ?? "", detail: finding.detail,
      currency: finding.currency, remedy: code?.remedy ?? "")
  }

  private static func row(_ line: DeclaredLine, _ reason: DecisionReason) -> Line {
    let code = FindingCode.of(reason)
    return Line(
      store: line.document.store, document: line.document.externalID, kind: line.document.kind,
      taxDate: line.document.taxDate, line: line.number, code: reason.code, title: reason.sentence,
      detail: line.terms.territory.map { "\($0)" } ?? "", currency: line.document.currency, remedy: code.remedy)
  }
}

extension FindingCode {
  /// The finding whose remedy settles a decision that a person should look at.
  fileprivate static func of(_ reason: DecisionReason) -> FindingCode {
    if reason.code == "country_unresolved" { return .countryUnresolved }
    return reason.code.contains("registration") ? .noRegistration : .taxPending
  }
}

/// The tax on a document beside the tax that the rates of its decisions give.
struct ChargedTax: Sendable, Hashable {
  /// As charged.
  private(set) var charged = MinorUnits.zero
  /// As the rates give it, line by line; `nil` once a line has no rate here.
  private(set) var expected: MinorUnits? = .zero

  /// The one less the other.
  var difference: MinorUnits? { expected.map { MinorUnits(charged.count &- $0.count) } }

  /// Adds a line.
  mutating func add(_ line: DeclaredLine) {
    charged = MinorUnits(charged.count &+ line.tax.count)
    let tax = Self.expected(line)
    expected = expected.flatMap { sum in tax.map { MinorUnits(sum.count &+ $0.count) } }
  }

  private static func expected(_ line: DeclaredLine) -> MinorUnits? {
    let terms = line.terms
    switch terms.treatment {
    case .taxed: break
    case nil, .pending: return nil
    default: return .zero
    }
    // Without a rate several apply, and what each of them is for is not known.
    guard terms.rate != nil, let territory = terms.territory else { return nil }
    let date = line.document.soldOn ?? line.document.taxDate
    let table = RateTable.standard
    let category = terms.category ?? .standard
    let rate =
      table.rate(territory, category, on: date)
      ?? table.rate(VATArea.standard.returnState(of: territory), category, on: date)
    guard let rate else { return nil }
    // What the buyer paid is what it is: the tax is worked out of a price that includes it, whatever was charged.
    return line.document.priceBasis == .net
      ? rate.tax(on: line.net) : rate.taxContained(in: MinorUnits(line.net.count &+ line.tax.count))
  }
}
