/// Under which numbers an adviser keeps the books of the seller in DATEV, and how they are kept there.
public struct DATEVClient: Sendable, Hashable {
  /// The adviser's number (Beraternummer), 1001 to 9999999.
  public var consultant: Int
  /// The client's number with the adviser (Mandantennummer), 1 to 99999.
  public var client: Int
  /// The month with which the fiscal year begins, from 1.
  public var fiscalYearStart: Int
  /// Digits of the numbers of G/L accounts, 4 to 8.
  public var accountLength: Int
  /// Initials of whoever writes the batches, two capital letters; empty for none.
  public var initials: String
  /// Whether the batches can no longer be changed once they are imported (Festschreibung).
  public var isFinal: Bool
  /// The account through which an entry goes whose accounts all work out their tax; `nil` for the chart's own.
  public var splitAccount: String?

  /// The values of the adviser's number that DATEV takes.
  public static let consultants = 1_001...9_999_999
  /// The values of the client's number that DATEV takes.
  public static let clients = 1...99_999
  /// The lengths of G/L accounts that DATEV takes.
  public static let accountLengths = 4...8

  /// A client of an adviser.
  public init(
    consultant: Int, client: Int, fiscalYearStart: Int = 1, accountLength: Int = 4, initials: String = "",
    isFinal: Bool = false, splitAccount: String? = nil
  ) {
    self.consultant = consultant
    self.client = client
    self.fiscalYearStart = fiscalYearStart
    self.accountLength = accountLength
    self.initials = initials
    self.isFinal = isFinal
    self.splitAccount = splitAccount
  }
}
