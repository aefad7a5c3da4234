import Synchronization

/// The tokens that a connection holds: one for everything, and one for what is personal; each with its end.
final class AccessTokens: Sendable {
  /// A token and the millisecond at which it ends.
  struct Held: Sendable {
    var token: String
    var endsAt: Int64
  }

  /// What a token is for.
  enum Purpose: Hashable, Sendable {
    /// All that is not personal.
    case general
    /// Resources with personal data; the key names them.
    case restricted(String)
  }

  /// A token is renewed that many milliseconds before its end, so that none ends on its way.
  static let margin: Int64 = 60_000

  private let held = Mutex<[Purpose: Held]>([:])

  /// The token that is good for some time yet; `nil` when a new one has to be asked for.
  func current(_ purpose: Purpose, now: Int64) -> String? {
    held.withLock { held in
      guard let token = held[purpose], token.endsAt - Self.margin > now else { return nil }
      return token.token
    }
  }

  /// Keeps a new token.
  func keep(_ token: String, for purpose: Purpose, seconds: Int64, now: Int64) {
    held.withLock { $0[purpose] = Held(token: token, endsAt: now + seconds * 1_000) }
  }

  /// Forgets a token that was refused as expired, unless another has taken its place meanwhile.
  func forget(_ purpose: Purpose, _ token: String) {
    held.withLock { held in
      if held[purpose]?.token == token { held[purpose] = nil }
    }
  }
}
