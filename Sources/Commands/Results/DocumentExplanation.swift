import Commerce
import Extract
import Formats
import Ledger
import Pipeline
import Tax

/// How a document is taxed, line by line, and where every part of that comes from.
struct DocumentExplanation: CommandResult {
  private let trail: DocumentTrail
  private let showsValues: Bool

  init(_ trail: DocumentTrail, showsValues: Bool) {
    self.trail = trail
    self.showsValues = showsValues
  }

  private var document: DeclaredLine.Document { trail.document }
  private var exponent: Int { document.currency.exponent ?? 0 }
  private var baseExponent: Int { document.baseCurrency.exponent ?? 0 }

  var text: String {
    var lines = [
      "\(document.store)/\(document.kind.name)/\(document.externalID), revision \(trail.revision)"
        + "\(document.status.map { ", \($0.name)" } ?? ""), tax date \(document.taxDate), \(document.currency.code)",
      "  source: \(place(trail.place))",
    ]
    if document.currency != document.baseCurrency, let fixing = trail.fixing {
      lines.append(
        "  converted to \(document.baseCurrency.code): 1 EUR = \(fixing) \(document.currency.code), published on \(fixing.date)"
      )
    }
    if let entry = trail.entry { lines.append("  booked in entry \(entry): shopledger journal show \(entry)") }
    for line in trail.lines { lines += text(line) }
    for finding in trail.findings {
      let title = FindingCode(rawValue: finding.code)?.title ?? ""
      lines.append("finding \(finding.code): \(title)\(finding.detail.isEmpty ? "" : " (\(finding.detail))")")
    }
    return lines.asLines
  }

  private func text(_ line: DocumentTrail.Line) -> [String] {
    let declared = line.declared
    let terms = declared.terms
    var lines = [
      "line \(declared.number): \(terms.lineKind.name), net \(declared.net.description(exponent: exponent)), "
        + "tax \(declared.tax.description(exponent: exponent))" + base(declared)
    ]
    lines.append("  decision: \(Self.decision(terms).map { "\($0.name) \($0.value)" }.joined(separator: ", "))")
    if let reason = terms.reason {
      lines.append("  why: \(reason.sentence)\(reason.legalBasis.isEmpty ? "" : " (\(reason.legalBasis))")")
    }
    if !declared.isSupplyAbroad, let omission = declared.omission {
      lines.append("  in no return: \(omission.rawValue)")
    }
    for row in RateRows(declared).rows { lines.append("  rate row: \(row.text)") }
    lines.append("  source: \(place(line.place))")
    if showsValues { lines.append(contentsOf: record(line.place).map { "    \($0)" }) }
    return lines
  }

  private func base(_ line: DeclaredLine) -> String {
    guard document.currency != document.baseCurrency, let net = line.baseNet, let tax = line.baseTax else { return "" }
    return " (\(document.baseCurrency.code) \(net.description(exponent: baseExponent)) and "
      + "\(tax.description(exponent: baseExponent)))"
  }

  /// The parts of a decision, by the words of the ledger.
  private static func decision(_ terms: DeclaredLine.Terms) -> [(name: String, value: String)] {
    let parts: [(String, String?)] = [
      ("treatment", terms.treatment?.name), ("scheme", terms.scheme?.name), ("territory", terms.territory?.code),
      ("dispatch", terms.dispatch?.code), ("category", terms.category?.name), ("rate", terms.rate.map { "\($0)" }),
      ("liable", terms.liable?.name), ("return", terms.taxReturn?.name), ("reason", terms.reason?.code),
    ]
    return parts.compactMap { name, value in value.map { (name, $0) } }
  }

  private func place(_ place: DocumentTrail.Place) -> String {
    "\(trail.source), line \(place.line), byte \(place.byte)"
  }

  /// The lines of the source from which a line of the document was read.
  private func record(_ place: DocumentTrail.Place) -> [String] {
    guard !trail.isStream else { return ["(pulled from the platform: its bytes are not kept)"] }
    guard let bytes = SourceBytes.read(trail.source, from: place.byte, to: place.end) else {
      return ["(\(trail.source) is no longer there, or shorter)"]
    }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("store", document.store)
      object.member("kind", document.kind.name)
      object.member("document", document.externalID)
      object.member("revision", trail.revision)
      object.member("status", document.status?.name)
      object.member("tax_date", document.taxDate.description)
      object.member("currency", document.currency.code)
      object.member("base_currency", document.baseCurrency.code)
      object.member("fixing", trail.fixing.map { "\($0)" })
      object.member("fixing_date", trail.fixing?.date.description)
      object.member("entry", trail.entry)
      write(trail.place, to: &object)
      object.list("lines", trail.lines) { line, object in write(line, to: &object) }
      object.list("findings", trail.findings) { finding, object in
        object.member("code", finding.code)
        object.member("title", FindingCode(rawValue: finding.code)?.title)
        object.member("detail", finding.detail)
        object.member("line", finding.line)
      }
    }
  }

  private func write(_ line: DocumentTrail.Line, to object: inout JSONWriter) {
    let declared = line.declared
    object.member("line", declared.number)
    object.member("kind", declared.terms.lineKind.name)
    object.member("net", declared.net.description(exponent: exponent))
    object.member("tax", declared.tax.description(exponent: exponent))
    object.member("base_net", declared.baseNet?.description(exponent: baseExponent))
    object.member("base_tax", declared.baseTax?.description(exponent: baseExponent))
    for part in Self.decision(declared.terms) { object.member(part.name, part.value) }
    object.member("sentence", declared.terms.reason?.sentence)
    object.member("legal_basis", declared.terms.reason?.legalBasis)
    object.member("omission", declared.isSupplyAbroad ? nil : declared.omission?.rawValue)
    object.list("rate_rows", RateRows(declared).rows) { row, object in row.write(to: &object) }
    write(line.place, to: &object)
    object.member("record", showsValues ? record(line.place).joined(separator: "\n") : nil)
  }

  private func write(_ place: DocumentTrail.Place, to object: inout JSONWriter) {
    object.member("source", trail.source)
    object.member("source_line", place.line)
    object.member("source_byte", place.byte)
  }
}

/// The rows of the tables of rates that a line's rate comes from.
struct RateRows {
  /// A row, in words.
  struct Row {
    let territory: String
    let category: String
    let rate: String
    let from: String
    let to: String?
    let source: String

    var text: String {
      "\(territory) \(category) \(rate) % from \(from)\(to.map { " to \($0)" } ?? "")"
        + (source.isEmpty ? "" : "; source: \(source)")
    }

    func write(to object: inout JSONWriter) {
      object.member("territory", territory)
      object.member("category", category)
      object.member("rate", rate)
      object.member("from", from)
      object.member("to", to)
      object.member("source", source)
    }
  }

  let rows: [Row]

  /// The rows for a taxed line: its territory's own, or those of the state.
  init(_ line: DeclaredLine) {
    guard line.terms.treatment == .taxed, let territory = line.terms.territory else {
      rows = []
      return
    }
    let date = line.document.soldOn ?? line.document.taxDate
    let table = RateTable.standard
    func held(_ place: Territory) -> [Row] {
      table.rows.indices.filter { index in
        table.rows[index].territory == place && table.rows[index].category == line.terms.category ?? .standard
          && table.rows[index].days.contains(date)
      }.map { Row(table.rows[$0], source: table.details[$0].source) }
    }
    let own = held(territory)
    rows = own.isEmpty ? held(VATArea.standard.returnState(of: territory)) : own
  }
}

extension RateRows.Row {
  fileprivate init(_ row: RateTable.Row, source: String) {
    self.init(
      territory: row.territory.code, category: row.category.name, rate: "\(row.rate)",
      from: row.days.first.description, to: row.days.last.day == .max ? nil : row.days.last.description,
      source: source)
  }
}
