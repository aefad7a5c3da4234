/// What a platform's answers mean, and how fast requests may follow each other: what a ``Caller`` has to know of it.

/// How a connector reads answers.
public protocol AnswerRules: Sendable {
  /// What an answer means for the request that it answers.
  func verdict(on answer: PlatformResponse, to request: PlatformRequest) -> AnswerVerdict
}

/// What to do about an answer.
public enum AnswerVerdict: Sendable, Equatable {
  /// It is what was asked for.
  case good
  /// There were too many requests: wait that many milliseconds, or as long as seems right when the platform does not say.
  case wait(milliseconds: Int64?)
  /// The platform failed, or sent something that is no answer; the same request may succeed.
  case again(PlatformFailure.Kind, String)
  /// Another try gives the same.
  case failed(PlatformFailure.Kind, String, remedy: String)
}

/// How fast requests may follow each other; a connector keeps one for each shop.
public protocol Pacing: Sendable {
  /// Milliseconds to wait before the operation, by what is known now.
  mutating func delay(before operation: String, now: Int64) -> Int64
  /// Learns from an answer.
  mutating func learn(from answer: PlatformResponse, to operation: String, now: Int64)
}
