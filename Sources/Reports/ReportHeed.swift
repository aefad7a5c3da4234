/// What a report can be narrowed by, and what it needs to be told.
///
/// A report that does not heed an option must not be asked with it: whoever narrowed it would take the whole for the part.
public struct ReportHeed: OptionSet, Sendable, Hashable {
  /// A bit for each option.
  public let rawValue: UInt8

  /// A set of those bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// One store.
  public static let store = ReportHeed(rawValue: 1)
  /// The first month.
  public static let from = ReportHeed(rawValue: 2)
  /// The last month.
  public static let to = ReportHeed(rawValue: 4)
  /// How much time a row covers.
  public static let period = ReportHeed(rawValue: 8)
  /// One account.
  public static let account = ReportHeed(rawValue: 16)
  /// Who the seller is.
  public static let business = ReportHeed(rawValue: 32)
  /// Values that may be personal.
  public static let values = ReportHeed(rawValue: 64)
  /// The first and the last month.
  public static let months: ReportHeed = [.from, .to]

  private static let names: [(heed: ReportHeed, option: String)] = [
    (.store, "--store"), (.from, "--from"), (.to, "--to"), (.period, "--period"), (.account, "--account"),
    (.business, "--business"), (.values, "--show-values"),
  ]

  /// The options as the command line has them.
  public var options: [String] { Self.names.filter { contains($0.heed) }.map(\.option) }
}
