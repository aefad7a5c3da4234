/// The way to a simulated platform on a bad day.
import HTTPTypes
public import Platforms
import Synchronization

/// Passes requests on to a simulated platform, except those that meet trouble, and edits the shop in between.
///
/// Which requests meet trouble depends on the seed, on the request and on how often it was sent before, not on the order
/// of requests: a client that sends several at a time meets the same trouble in every run.
public final class FaultyTransport: Transport {
  private let platform: any SimulatedPlatform
  private let profile: FaultProfile
  private let seed: UInt64
  private let edits: [ShopEdit]
  private let progress = Mutex(Progress())

  private struct Progress: Sendable {
    var requests = 0
    var stormEnd: Int64?
    var attempts: [UInt64: Attempts] = [:]
    var troubles: [TransportTrouble: Int] = [:]
  }

  private struct Attempts: Sendable {
    var count = 0
    var troublesInARow = 0
  }

  /// The way to a platform.
  ///
  /// - Parameter edits: what happens in the shop while the client reads, such as between two pages.
  public init(_ platform: any SimulatedPlatform, _ profile: FaultProfile, seed: UInt64 = 1, edits: [ShopEdit] = []) {
    self.platform = platform
    self.profile = profile
    self.seed = seed
    self.edits = edits
  }

  /// How many requests came.
  public var requestCount: Int { progress.withLock { $0.requests } }
  /// How many of them met each trouble.
  public var troubles: [TransportTrouble: Int] { progress.withLock { $0.troubles } }

  /// Sends a request, or not.
  public func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    let clock = platform.state.clock
    let number = progress.withLock { progress in
      progress.requests += 1
      return progress.requests
    }
    for edit in edits where edit.beforeRequest == number {
      let now = platform.state.now
      platform.state.write { edit.apply(&$0, now) }
    }
    let stormLeft = stormLeft(number, now: clock.now())
    if stormLeft > 0 {
      note(.throttled)
      return platform.throttled(request, milliseconds: min(stormLeft, profile.throttleMilliseconds))
    }
    if profile.tokenEndsBefore.contains(number), let answer = platform.expiredToken(request) {
      note(.expiredToken)
      return answer
    }
    var random = SeededRandom(seed: seed)
    guard let trouble = trouble(of: request, &random) else { return try await platform.send(request) }
    note(trouble)
    return try await answer(to: request, in: trouble, &random)
  }

  // MARK: Deciding

  /// Milliseconds until the storm is over; 0 when there is none.
  private func stormLeft(_ number: Int, now: Int64) -> Int64 {
    guard let start = profile.stormAfterRequests, number > start else { return 0 }
    return progress.withLock { progress in
      let end = progress.stormEnd ?? now + profile.stormMilliseconds
      progress.stormEnd = end
      return max(0, end - now)
    }
  }

  private func trouble(of request: PlatformRequest, _ random: inout SeededRandom) -> TransportTrouble? {
    let key = Self.key(request)
    return progress.withLock { progress in
      var attempts = progress.attempts[key] ?? Attempts()
      random = SeededRandom(seed: seed, stream: key &+ UInt64(attempts.count))
      attempts.count += 1
      defer { progress.attempts[key] = attempts }
      var drawn = random.below(1_000)
      let trouble = TransportTrouble.allCases.first { trouble in
        drawn -= profile.perMille[trouble] ?? 0
        return drawn < 0
      }
      guard let trouble, attempts.troublesInARow < profile.inARowMax else {
        attempts.troublesInARow = 0
        return nil
      }
      attempts.troublesInARow += trouble == .slow ? 0 : 1
      return trouble
    }
  }

  private func note(_ trouble: TransportTrouble) { progress.withLock { $0.troubles[trouble, default: 0] += 1 } }

  /// What makes a request the same when it is sent again; signatures and nonces are other each time.
  private static func key(_ request: PlatformRequest) -> UInt64 {
    let path = request.head.path ?? "/"
    let query = path.drop { $0 != "?" }.dropFirst().split(separator: "&").filter { !$0.hasPrefix("oauth_") }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in [request.head.method.rawValue, request.pathWithoutQuery, query.joined(separator: "&")] {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    for byte in request.body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  // MARK: Answering

  private func answer(
    to request: PlatformRequest, in trouble: TransportTrouble, _ random: inout SeededRandom
  ) async throws(TransportFault) -> PlatformResponse {
    switch trouble {
    case .throttled:
      return platform.throttled(request, milliseconds: profile.throttleMilliseconds)
    case .expiredToken:
      if let answer = platform.expiredToken(request) { return answer }
      return try await platform.send(request)
    case .platformFault:
      var answer = platform.failed(request, status: random.pick([500, 502, 503]))
      if random.chance(300) { answer.body = [] }
      return answer
    case .timeout:
      await pass(profile.timeoutMilliseconds)
      throw .timedOut
    case .brokenConnection:
      throw .connection("the other side closed it")
    case .html:
      return .html("<!DOCTYPE html><html><body><p>One moment, please.</p></body></html>", status: 200)
    case .slow:
      await pass(profile.slowMilliseconds)
      return try await platform.send(request)
    case .lostAnswer:
      _ = try await platform.send(request)
      await pass(profile.timeoutMilliseconds)
      throw .timedOut
    case .cutOff:
      let answer = try await platform.send(request)
      guard answer.body.count > 1 else { throw .connection("it broke off before an answer") }
      throw .cutOff(received: answer.body.count / 2, expected: answer.body.count)
    case .halfBody:
      var answer = try await platform.send(request)
      answer.body.removeLast(answer.body.count - answer.body.count / 2)
      return answer
    }
  }

  /// Lets time pass; a client that was stopped meanwhile gets the same answer at once.
  private func pass(_ milliseconds: Int64) async { try? await platform.state.clock.sleep(milliseconds: milliseconds) }
}

/// Something that happens in the shop while a client reads it.
public struct ShopEdit: Sendable {
  /// Before which request, counted from 1.
  public var beforeRequest: Int
  /// What happens; it is told the time in seconds since 1970.
  public var apply: @Sendable (inout ShopData, _ now: Int64) -> Void

  /// An edit.
  public init(beforeRequest: Int, _ apply: @escaping @Sendable (inout ShopData, _ now: Int64) -> Void) {
    self.beforeRequest = beforeRequest
    self.apply = apply
  }

  /// An order is touched, so that it moves to the end of lists that are sorted by change.
  public static func touchOrder(_ id: Int64, beforeRequest: Int) -> ShopEdit {
    ShopEdit(beforeRequest: beforeRequest) { $0.editOrder(id, at: $1) { $0.payment = "card" } }
  }

  /// An order is deleted, so that all behind it move up.
  public static func deleteOrder(_ id: Int64, beforeRequest: Int) -> ShopEdit {
    ShopEdit(beforeRequest: beforeRequest) { shop, _ in shop.deleteOrder(id) }
  }

  /// An order like another one is placed.
  public static func repeatOrder(_ id: Int64, beforeRequest: Int) -> ShopEdit {
    ShopEdit(beforeRequest: beforeRequest) { shop, now in
      if let order = shop.order(id) { shop.addOrder(order, at: now) }
    }
  }
}
