/// Returns of the one-stop shops, for handing in.
import Commerce
public import Ledger
public import Pipeline
public import Tax

/// What a form cannot hold is an error that says so; what the ledger leaves open is a warning.
public struct OSSFiling: AuthorityReturn {
  private let scheme: OSSScheme
  private let writers: [any OSSForm]

  /// Returns of the Union scheme.
  public static let union = OSSFiling(
    .union, [GermanOSSForm(), FinnishOSSForm(), BelgianOSSForm(), BritishOSSForm(), NeutralOSSForm()])
  /// Returns of the scheme for services of sellers from outside the Union.
  public static let nonUnion = OSSFiling(.nonUnion, [NeutralOSSForm()])
  /// Returns of the import scheme.
  public static let importScheme = OSSFiling(.importScheme, [NeutralOSSForm(), BritishOSSForm()])

  private init(_ scheme: OSSScheme, _ writers: [any OSSForm]) {
    self.scheme = scheme
    self.writers = writers
  }

  /// The scheme's word.
  public var name: String { scheme.rawValue }

  /// What the scheme is for.
  public var summary: String {
    switch scheme {
    case .union: "Union one-stop shop: distance sales within the EU and services to its consumers."
    case .nonUnion: "One-stop shop for services to consumers in the EU by sellers from outside it."
    case .importScheme: "Import one-stop shop: consignments up to EUR 150 from outside the EU."
    }
  }

  /// The forms that are known.
  public var forms: [AuthorityForm] { writers.map(\.form) }
  /// Quarters, or months of the import scheme.
  public var lengths: [ReturnPeriod.Length] { [scheme.length] }

  /// Writes the return.
  public func file(_ request: ReturnRequest, from ledger: LedgerReader) throws(RunFailure) -> ReturnFile {
    guard let writer = writers.first(where: { $0.form.name == request.form }) else {
      throw ReturnFailure.formCannotHold(
        "there is no form \"\(request.form)\" of \(name)",
        remedy: "choose one of \(forms.map(\.name).joined(separator: ", "))")
    }
    let desk = OSSDesk(scheme: scheme, business: request.business, fixings: request.fixings, store: request.store)
    let made = try desk.returns(from: request.period.firstMonth, to: request.period.lastMonth, of: ledger)
    guard let whole = made.returns.first, let trader = whole.trader else {
      throw ReturnFailure.notRegistered(
        "the business file has no registration for \(name) in \(request.period)",
        remedy: "add it to \"schemes\", with its country, number and first day")
    }
    try request.checkBooks(of: ledger)
    let unconverted = Set(whole.leftOut.filter { $0.reason == .noFixing }.map(\.document.currency.code)).sorted()
    guard unconverted.isEmpty else {
      throw ReturnFailure.noFixing(
        "no fixing of \(unconverted.joined(separator: ", ")) was published on \(request.period.lastDay) or next after it"
      )
    }
    let text = try writer.write(whole, trader, request)
    var warnings = text.warnings
    if !writer.form.unverified.isEmpty { warnings.append("unverified: \(writer.form.unverified)") }
    for (reason, count) in Self.counts(whole.leftOut.map(\.reason)) {
      warnings.append(
        "left out, \(count == 1 ? "1 entry" : "\(count) entries"), \(reason.code): \(reason.sentence); see report \(name) --table left_out"
      )
    }
    for (omission, count) in made.open.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      warnings.append(
        "open, \(count == 1 ? "1 document" : "\(count) documents") of the period, \(omission.rawValue): see report vat_by_country --table left_out"
      )
    }
    let unknown = (whole.supplies.flatMap(\.entries)).filter { $0.remark != nil }.count
    if unknown > 0 {
      warnings.append(
        "refunds of sales that are not in the ledger, \(unknown): taken for refunds of this period; see report \(name) --table documents"
      )
    }
    return ReturnFile(
      bytes: Array(text.text.utf8), rows: text.rows, due: whole.due, isNil: whole.isNil, warnings: warnings)
  }

  private static func counts(_ reasons: [OSSOmission]) -> [(reason: OSSOmission, count: Int)] {
    reasons.reduce(into: [OSSOmission: Int]()) { $0[$1, default: 0] += 1 }
      .map { ($0.key, $0.value) }.sorted { $0.reason.code < $1.reason.code }
  }
}
