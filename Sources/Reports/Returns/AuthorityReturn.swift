/// A return to a tax office: its name, the forms it can be written in, and how it is made from a ledger.
public import Commerce
public import Ledger
public import Pipeline
public import Tax

/// A new return is one file in `Returns/` and one line in ``ReturnCatalogue/all``.
///
/// A return covers one period. It is what a person hands in, so it throws where a form cannot hold the truth: nothing is
/// cut, rounded or left out to fit.
public protocol AuthorityReturn: Sendable {
  /// The word that the command uses.
  var name: String { get }
  /// What it is for, in a sentence.
  var summary: String { get }
  /// The forms it can be written in; the first is the usual one.
  var forms: [AuthorityForm] { get }
  /// How long its periods may be.
  var lengths: [ReturnPeriod.Length] { get }

  /// Writes the return that is asked for.
  ///
  /// - Throws: `E2002` to `E2006` or `E7204` when something is missing that the return or the form wants.
  func file(_ request: ReturnRequest, from ledger: LedgerReader) throws(RunFailure) -> ReturnFile
}

extension AuthorityReturn {
  /// The form of that name.
  public func form(_ name: String) -> AuthorityForm? { forms.first { $0.name == name } }
}

/// A form in which a return can be written.
public struct AuthorityForm: Sendable, Hashable {
  /// The word that the command uses, such as `de`.
  public let name: String
  /// What it is, in a sentence.
  public let summary: String
  /// What of it could not be checked against the authority's own description; empty when all of it was.
  public let unverified: String

  /// The form `name`.
  public init(_ name: String, _ summary: String, unverified: String = "") {
    self.name = name
    self.summary = summary
    self.unverified = unverified
  }
}

/// What a return is to be about.
public struct ReturnRequest: Sendable {
  /// The period.
  public var period: ReturnPeriod
  /// Name of the form; one of the return's own.
  public var form: String
  /// Who hands it in.
  public var business: Business
  /// Reads the exchange rates; `nil` when none were named.
  public var fixings: FixingsReader?
  /// Whose documents; `nil` for every store's, which is what a return is about.
  public var store: String?
  /// The country, for returns of which each country has its own; `nil` for the one of establishment.
  public var country: Country?
  /// Figures and words that the books do not hold, by name, such as `box4` with `20.00`.
  public var given: [String: String] = [:]
  /// When it is made, for forms that hold a time.
  public var madeAt: Instant

  /// A return of `business` for `period` in the form of that name.
  public init(period: ReturnPeriod, form: String, business: Business, madeAt: Instant) {
    self.period = period
    self.form = form
    self.business = business
    self.madeAt = madeAt
  }
}

/// A return as it is handed in, and what a person should know before that.
public struct ReturnFile: Sendable, Hashable {
  /// The bytes of the file.
  public var bytes: [UInt8]
  /// Rows, entries or boxes in it, for the message about the file.
  public var rows: Int
  /// The last day on which it can be handed in; `nil` when it is not known.
  public var due: CivilDate?
  /// Whether nothing happened in the period.
  public var isNil: Bool
  /// What a person should look at, a sentence each.
  public var warnings: [String]

  /// A return of those bytes.
  public init(bytes: [UInt8], rows: Int, due: CivilDate?, isNil: Bool, warnings: [String] = []) {
    self.bytes = bytes
    self.rows = rows
    self.due = due
    self.isNil = isNil
    self.warnings = warnings
  }
}
