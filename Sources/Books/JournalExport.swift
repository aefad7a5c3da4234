public import Commerce

/// A file that was made of entries of the journal.
public struct JournalExport: Sendable, Equatable {
  /// Its number; 0 before it is on record.
  public var number: Int64 = 0
  /// When, in seconds since 1970.
  public var at: Int64
  /// The format, such as `datev`.
  public var format: String
  /// Where the file was written.
  public var path: String
  /// SHA-256 of its bytes.
  public var sha256: [UInt8]
  /// The first entry that it may hold.
  public var first: Int64
  /// The last entry that it may hold.
  public var last: Int64
  /// How many entries it holds.
  public var entries: Int
  /// The sum of the debits, in minor units of the books' currency.
  public var debit: MinorUnits
  /// What else limits it, such as a month or a store; empty for nothing.
  public var scope: String
  /// The number of the earlier export that it repeats; `nil` for none.
  public var repeats: Int64?

  /// A file that is not on record yet.
  public init(
    at: Int64, format: String, path: String, sha256: [UInt8], first: Int64, last: Int64, entries: Int,
    debit: MinorUnits, scope: String = "", repeats: Int64? = nil
  ) {
    self.at = at
    self.format = format
    self.path = path
    self.sha256 = sha256
    self.first = first
    self.last = last
    self.entries = entries
    self.debit = debit
    self.scope = scope
    self.repeats = repeats
  }
}
