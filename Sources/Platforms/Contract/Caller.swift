/// Sends requests as a good guest does: paced, tried again where that helps, and with an end.
import HTTPTypes
import Synchronization

/// One caller serves one shop; requests that are sent at the same time share its pace.
public final class Caller: Sendable {
  /// When to give up.
  public struct Patience: Sendable, Equatable {
    /// How often one request is sent at most.
    public var triesMax = 8
    /// The first wait where the platform does not say how long, in milliseconds; it doubles each time.
    public var firstWait: Int64 = 1_000
    /// The longest of these waits, in milliseconds.
    public var waitMax: Int64 = 60_000
    /// The longest that one request may take with all its waits, in milliseconds.
    public var total: Int64 = 900_000

    /// The defaults.
    public init() {}
  }

  private let access: StoreAccess
  private let rules: any AnswerRules
  private let patience: Patience
  private let pacing: Mutex<any Pacing>

  /// A caller of the store's platform.
  ///
  /// - Parameter patience: when to give up; by default as the access says.
  public init(_ access: StoreAccess, rules: any AnswerRules, pacing: any Pacing, patience: Patience? = nil) {
    self.access = access
    self.rules = rules
    self.patience = patience ?? access.patience
    self.pacing = Mutex(pacing)
  }

  /// Sends a request until it is answered well or trying again is of no use.
  public func send(_ request: PlatformRequest) async throws(PlatformFailure) -> PlatformResponse {
    let started = access.clock.now()
    var wait = patience.firstWait
    var attempt = 0
    while true {
      attempt += 1
      try await pause(pacing.withLock { $0.delay(before: request.operation, now: access.clock.now()) }, request)
      let outcome = await answer(to: request)
      let next: Int64
      switch outcome {
      case .success(let answer): return answer
      case .failure(let setback):
        guard setback.failure.mayRetry else { throw setback.failure }
        // Who is throttled again although it waited as it was told waits longer than it is told.
        let own = wait + jitter(request, attempt, below: wait / 4)
        next = setback.wait.map { attempt == 1 ? $0 : max($0, own) } ?? own
        guard attempt < patience.triesMax, access.clock.now() + next - started <= patience.total else {
          throw exhausted(setback.failure, attempt)
        }
      }
      try await pause(next, request)
      wait = min(wait * 2, patience.waitMax)
    }
  }

  /// Why a request has to be sent again, and when.
  private struct Setback: Error {
    var failure: PlatformFailure
    var wait: Int64?
  }

  private func answer(to request: PlatformRequest) async -> Result<PlatformResponse, Setback> {
    let answer: PlatformResponse
    do throws(TransportFault) {
      answer = try await access.transport.send(request)
    } catch {
      return .failure(Setback(failure: failure(error, request)))
    }
    pacing.withLock { $0.learn(from: answer, to: request.operation, now: access.clock.now()) }
    switch rules.verdict(on: answer, to: request) {
    case .good: return .success(answer)
    case .wait(let milliseconds):
      let message = "the platform says that there were too many requests"
      return .failure(
        Setback(
          failure: failure(
            .throttled, request, message, remedy: "run again later; other programs may be using the same access",
            mayRetry: true),
          wait: milliseconds))
    case .again(let kind, let message):
      return .failure(
        Setback(failure: failure(kind, request, message, remedy: "run again later", mayRetry: true)))
    case .failed(let kind, let message, let remedy):
      return .failure(Setback(failure: failure(kind, request, message, remedy: remedy, mayRetry: false)))
    }
  }

  // MARK: Failures

  private func failure(_ fault: TransportFault, _ request: PlatformRequest) -> PlatformFailure {
    switch fault {
    case .timedOut:
      failure(.unreachable, request, "no answer came in time", remedy: "run again later", mayRetry: true)
    case .connection(let reason):
      failure(
        .unreachable, request, "the connection failed: \(reason)", remedy: "check the network, then run again",
        mayRetry: true)
    case .unknownHost:
      failure(
        .unreachable, request, "the host's name is unknown",
        remedy: "check \"shop\" in the stores file, and whether this machine finds names", mayRetry: false)
    case .tls(let reason):
      failure(
        .tls, request, "no encrypted connection could be made: \(reason)",
        remedy: "check the shop's certificate, this machine's clock and its certificate store", mayRetry: false)
    case .cutOff(let received, let expected):
      failure(
        .unexpectedAnswer, request,
        "the answer broke off after \(received)\(expected.map { " of \($0)" } ?? "") bytes", remedy: "run again later",
        mayRetry: true)
    }
  }

  private func failure(
    _ kind: PlatformFailure.Kind, _ request: PlatformRequest, _ message: String, remedy: String, mayRetry: Bool
  ) -> PlatformFailure {
    PlatformFailure(
      kind, store: access.store, request: "\(request.head.method.rawValue) \(request.pathWithoutQuery)", message,
      remedy: remedy, mayRetry: mayRetry)
  }

  private func exhausted(_ failure: PlatformFailure, _ tries: Int) -> PlatformFailure {
    var failure = failure
    failure.message += "; the last of \(tries) tries"
    return failure
  }

  // MARK: Waiting

  private func pause(_ milliseconds: Int64, _ request: PlatformRequest) async throws(PlatformFailure) {
    guard milliseconds > 0 else { return }
    do throws(CancellationError) {
      try await access.clock.sleep(milliseconds: milliseconds)
    } catch {
      throw failure(
        .unreachable, request, "the run was stopped while it waited for the platform", remedy: "run again",
        mayRetry: true)
    }
  }

  /// A wait that differs from request to request, so that many do not come back at the same instant; the same in every
  /// run, so that runs can be compared.
  private func jitter(_ request: PlatformRequest, _ attempt: Int, below limit: Int64) -> Int64 {
    guard limit > 0 else { return 0 }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 &+ UInt64(attempt)
    for byte in request.pathWithoutQuery.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int64(hash % UInt64(limit))
  }
}

extension PlatformRequest {
  /// The path without its query, which may hold something secret or personal.
  public var pathWithoutQuery: String { String((head.path ?? "/").prefix { $0 != "?" }) }
}
