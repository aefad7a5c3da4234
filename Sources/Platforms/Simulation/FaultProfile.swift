/// What goes wrong between a client and a platform, how often, and when.

/// A kind of trouble.
public enum TransportTrouble: String, Sendable, CaseIterable {
  /// The platform says that there were too many requests.
  case throttled
  /// The platform answers 500, 502 or 503, with HTML or with nothing.
  case platformFault
  /// No answer comes.
  case timeout
  /// The connection breaks before the platform has read the request.
  case brokenConnection
  /// The answer breaks off, and the client's library notices.
  case cutOff
  /// The answer breaks off, and nothing tells but its contents.
  case halfBody
  /// A page of HTML with status 200.
  case html
  /// The platform does what is asked, but its answer is lost.
  case lostAnswer
  /// The answer is right and late.
  case slow
  /// The token is no longer valid.
  case expiredToken
}

/// How much of it.
public struct FaultProfile: Sendable, Equatable {
  /// The name by which it is asked for.
  public var name: String
  /// How many of a thousand requests meet each trouble.
  public var perMille: [TransportTrouble: Int]
  /// How often in a row one request meets trouble at most, so that a patient client gets through.
  public var inARowMax = 4
  /// What a platform that throttles gives as time to wait, in milliseconds.
  public var throttleMilliseconds: Int64 = 2_000
  /// How long a client waits for an answer that does not come, in milliseconds.
  public var timeoutMilliseconds: Int64 = 30_000
  /// How late a slow answer is, in milliseconds.
  public var slowMilliseconds: Int64 = 5_000
  /// All requests are throttled from this one on; `nil` for no such storm.
  public var stormAfterRequests: Int?
  /// How long the storm lasts, in milliseconds.
  public var stormMilliseconds: Int64 = 60_000
  /// Before which requests, counted from 1, the token ends.
  public var tokenEndsBefore: Set<Int> = []

  /// A profile.
  public init(_ name: String, perMille: [TransportTrouble: Int] = [:]) {
    self.name = name
    self.perMille = perMille
  }

  /// Nothing goes wrong.
  public static let none = FaultProfile("none")

  /// A fifth of all requests fail or are throttled, and the token ends once.
  public static let flaky = {
    var profile = FaultProfile(
      "flaky",
      perMille: [
        .throttled: 60, .platformFault: 50, .timeout: 20, .brokenConnection: 25, .cutOff: 15, .halfBody: 10, .html: 10,
        .lostAnswer: 10,
      ])
    profile.tokenEndsBefore = [12]
    return profile
  }()

  /// After a few requests the platform throttles everything for a minute.
  public static let storm = {
    var profile = FaultProfile("storm")
    profile.stormAfterRequests = 5
    return profile
  }()

  /// Half of all requests fail, in every way, and the token ends again and again.
  public static let hostile = {
    var profile = FaultProfile(
      "hostile",
      perMille: [
        .throttled: 120, .platformFault: 100, .timeout: 50, .brokenConnection: 60, .cutOff: 50, .halfBody: 40,
        .html: 40, .lostAnswer: 40, .slow: 100,
      ])
    profile.tokenEndsBefore = [3, 17, 40, 41, 90, 200]
    return profile
  }()

  /// The profiles that have names.
  public static let all = [none, flaky, storm, hostile]

  /// The profile of a name.
  public static func named(_ name: String) -> FaultProfile? { all.first { $0.name == name } }
}
