/// The access token that came with the last request of each operation.
import Synchronization

final class Tokens: Sendable {
  private let tokens = Mutex<[String: String]>([:])

  func add(_ operation: String, _ token: String) { tokens.withLock { $0[operation] = token } }
  subscript(operation: String) -> String? { tokens.withLock { $0[operation] } }
}
