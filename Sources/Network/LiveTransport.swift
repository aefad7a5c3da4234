import Foundation
import FoundationNetworking
import HTTPTypes
public import Platforms

/// The network: sends requests over HTTP, each once, and keeps nothing between them but connections.
///
/// There are no cookies, no cache and no stored credentials. Redirections are followed for reading, on the same host and
/// never from an encrypted connection to a plain one; any other is given back as the answer it is. An answer that breaks
/// off is a fault, not a short body. Bodies are given decompressed.
public final class LiveTransport: Transport {
  /// How long to wait.
  public struct Patience: Sendable, Equatable {
    /// Seconds without a byte after which a request is given up.
    public var silence: Double = 60
    /// Seconds after which a request is given up whatever comes.
    public var total: Double = 600

    /// The defaults.
    public init() {}
  }

  private let session: URLSession
  private let exchanges: LiveExchanges
  private let program: String
  private let patience: Patience

  /// The network.
  ///
  /// - Parameter program: name and version for the field `User-Agent`, such as `shopledger/1.0`.
  public init(program: String, patience: Patience = Patience()) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.httpShouldSetCookies = false
    configuration.httpCookieAcceptPolicy = .never
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.timeoutIntervalForRequest = patience.silence
    configuration.timeoutIntervalForResource = patience.total
    exchanges = LiveExchanges()
    session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    self.program = program
    self.patience = patience
  }

  deinit { session.finishTasksAndInvalidate() }

  /// Sends one request.
  public func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    let task = session.dataTask(with: try wireRequest(request))
    let exchanges = exchanges
    // The system's client knows only silence, and a byte now and then is none.
    let end = Task { [total = patience.total] in
      try await Task.sleep(for: .seconds(total))
      exchanges.giveUp(task, .timedOut)
    }
    defer { end.cancel() }
    let outcome = await withTaskCancellationHandler {
      await exchanges.outcome(of: task)
    } onCancel: {
      exchanges.giveUp(task, .givenUp)
    }
    return try outcome.get()
  }

  private func wireRequest(_ request: PlatformRequest) throws(TransportFault) -> URLRequest {
    let head = request.head
    let address = "\(head.scheme ?? "https")://\(head.authority ?? "")\(head.path ?? "/")"
    // What is sent is what was signed: nothing may be encoded a second time.
    guard let url = URL(string: address, encodingInvalidCharacters: false), url.host?.isEmpty == false else {
      throw .connection("the request's address is malformed")
    }
    var wire = URLRequest(url: url, timeoutInterval: patience.silence)
    wire.httpMethod = head.method.rawValue
    wire.httpShouldHandleCookies = false
    for field in head.headerFields { wire.addValue(field.value, forHTTPHeaderField: field.name.rawName) }
    if head.headerFields[.userAgent] == nil { wire.setValue(program, forHTTPHeaderField: "User-Agent") }
    if !request.body.isEmpty { wire.httpBody = Data(request.body) }
    return wire
  }
}
