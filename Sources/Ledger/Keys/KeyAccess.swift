public import Pipeline
public import Privacy

/// Where a ledger's keys get the key that they are sealed under, which is asked for when the first of them is needed.
public struct KeyAccess: Sendable {
  /// Gets the key; `nil` for the file beside the ledger, which is made where there is none.
  public var fetch: (@Sendable () throws(RunFailure) -> KeyEncryptionKey)?
  /// Where the key is taken from and who says so, for messages; `nil` when nobody told.
  public var origin: String?
  /// Called with the path of the file when one was made: somebody has to take care of it.
  public var made: (@Sendable (String) -> Void)?

  /// A key that `fetch` gets.
  public init(
    fetch: (@Sendable () throws(RunFailure) -> KeyEncryptionKey)?, origin: String? = nil,
    made: (@Sendable (String) -> Void)? = nil
  ) {
    self.fetch = fetch
    self.origin = origin
    self.made = made
  }

  /// The key in a file beside the ledger.
  public static let besideLedger = KeyAccess(fetch: nil)

  /// Where that file is.
  public static func path(ofLedger ledger: String) -> String { ledger + ".kek" }
}
