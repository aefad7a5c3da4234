/// Why a platform gave no data: which store, which request, why, and what to do.
///
/// It never holds a credential, a header or a body: paths are given without their query.
public struct PlatformFailure: Error, Sendable, Equatable {
  /// What kind of failure it is; each has one stable code.
  public enum Kind: String, Sendable, CaseIterable {
    /// The platform does not accept the credentials.
    case badCredentials = "E7301"
    /// The credentials lack a permission.
    case missingPermission = "E7302"
    /// There is no such shop, or it is closed.
    case unknownShop = "E7303"
    /// No encrypted connection could be made.
    case tls = "E7304"
    /// The platform cannot be reached.
    case unreachable = "E7305"
    /// The platform goes on refusing requests because there were too many.
    case throttled = "E7306"
    /// The platform fails on its side.
    case platformFault = "E7307"
    /// The answer is not what the platform's documentation says: HTML, half a body, a missing field.
    case unexpectedAnswer = "E7308"
    /// The platform refuses the request as wrong.
    case refusedRequest = "E7309"
    /// What the platform gives is known to be less than what was asked for.
    case truncatedData = "E7310"
    /// A secret that the store's entry names is not there.
    case missingSecret = "E7311"
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// The store's name.
  public var store: String
  /// Method and path of the request, without query; empty when there was none.
  public var request: String
  /// What happened, in one sentence.
  public var message: String
  /// What to do about it.
  public var remedy: String
  /// Whether the same command may work later without anybody doing anything.
  public var mayRetry: Bool

  /// A failure.
  public init(
    _ kind: Kind, store: String, request: String = "", _ message: String, remedy: String, mayRetry: Bool
  ) {
    self.kind = kind
    self.store = store
    self.request = request
    self.message = message
    self.remedy = remedy
    self.mayRetry = mayRetry
  }
}
