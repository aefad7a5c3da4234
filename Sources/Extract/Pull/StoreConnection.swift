public import Pipeline
public import Platforms

/// A connection to one store's shop, to see whether it works.
public struct StoreConnection: Sendable {
  private let adapter: any PlatformAdapter

  /// A connection to the live shop of `store`.
  ///
  /// - Throws: `E7312` when there is no connector for its platform; the platform's own failure otherwise.
  public init(_ store: Store, through doors: any PlatformDoors) throws(RunFailure) {
    guard let platform = ConnectedPlatforms.named(store.platform.rawValue) else {
      throw RunFailure(
        "E7312", .definitionInvalid, "\(store.name): there is no connector for \"\(store.platform.rawValue)\"",
        remedy: "stores of other platforms are read from files")
    }
    var access = try doors.access(to: store)
    // A person is waiting, and can try again.
    access.patience.triesMax = 3
    access.patience.total = 30_000
    do throws(PlatformFailure) { adapter = try platform.adapter(access) } catch { throw RunFailure(error) }
  }

  /// What the shop says of itself.
  public func identity() async throws(RunFailure) -> ShopIdentity {
    do throws(PlatformFailure) { return try await adapter.connect() } catch { throw RunFailure(error) }
  }
}
