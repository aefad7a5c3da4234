import Foundation
import FoundationNetworking
import HTTPTypes
import Platforms
import Synchronization

/// The requests that are on their way, and what has come of their answers.
final class LiveExchanges: NSObject, URLSessionDataDelegate, Sendable {
  typealias Outcome = Result<PlatformResponse, TransportFault>

  private struct Exchange {
    var response: HTTPURLResponse?
    var body: [UInt8] = []
    /// Whether the answer asks for credentials, which the system's client takes for an error once all of it has come.
    var isChallenge = false
    var waiting: CheckedContinuation<Outcome, Never>

    /// Whether all that was promised came, so that an error meant the request: some answer before they have read it.
    var isWhole: Bool {
      response.map { $0.expectedContentLength == body.count && $0.value(forHTTPHeaderField: "Content-Encoding") == nil }
        ?? false
    }
  }

  private let open = Mutex<[Int: Exchange]>([:])

  /// Starts a request and waits for its answer.
  func outcome(of task: URLSessionDataTask) async -> Outcome {
    await withCheckedContinuation { waiting in
      open.withLock { $0[task.taskIdentifier] = Exchange(waiting: waiting) }
      // Whoever gave up before now has found nobody waiting, and the client never tells of a task that was not begun.
      if Task.isCancelled { giveUp(task, .givenUp) } else { task.resume() }
    }
  }

  /// Stops waiting for an answer.
  func giveUp(_ task: URLSessionTask, _ fault: TransportFault) {
    // The client tells of a cancelled task too, in words of its own: who waits is to hear ours.
    finish(task) { _ in .failure(fault) }
    task.cancel()
  }

  /// Ends a request once; what comes later is for nobody.
  private func finish(_ task: URLSessionTask, _ outcome: (Exchange) -> Outcome) {
    guard let exchange = open.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
    exchange.waiting.resume(returning: outcome(exchange))
  }

  // MARK: What the system's client tells

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
  ) {
    let old = task.originalRequest
    let isReading = ["GET", "HEAD"].contains(old?.httpMethod ?? "GET")
    let isSame =
      request.url?.scheme == old?.url?.scheme && request.url?.host == old?.url?.host
      && request.url?.port == old?.url?.port
    completionHandler(isReading && isSame ? request : nil)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
    completionHandler: @escaping (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
  ) {
    // What a connector has, it has sent; the other ways to go on send it again for ever or stop the program.
    open.withLock { $0[task.taskIdentifier]?.isChallenge = true }
    completionHandler(.cancelAuthenticationChallenge, nil)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    open.withLock { open in
      open[dataTask.taskIdentifier]?.response = response as? HTTPURLResponse
      open[dataTask.taskIdentifier]?.body = []
    }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    open.withLock { $0[dataTask.taskIdentifier]?.body.append(contentsOf: data) }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    let isHead = task.originalRequest?.httpMethod == "HEAD"
    finish(task) { exchange in
      guard let response = exchange.response else {
        return .failure(error.map { TransportFault($0) } ?? .connection("no answer came"))
      }
      if error == nil || exchange.isChallenge || exchange.isWhole {
        return Self.answer(response, exchange.body, isHead: isHead)
      }
      if (error as? URLError)?.code == .timedOut { return .failure(.timedOut) }
      let told = response.expectedContentLength
      let isComparable = told >= 0 && response.value(forHTTPHeaderField: "Content-Encoding") == nil
      return .failure(.cutOff(received: exchange.body.count, expected: isComparable ? Int(told) : nil))
    }
  }

  private static func answer(_ response: HTTPURLResponse, _ body: [UInt8], isHead: Bool) -> Outcome {
    var fields = HTTPFields()
    for (name, value) in response.allHeaderFields {
      guard let text = name as? String, let name = HTTPField.Name(text), let value = value as? String else { continue }
      fields.append(HTTPField(name: name, value: value))
    }
    // The length that is told is that of the compressed body.
    if !isHead, fields[.contentEncoding] == nil, let told = fields[.contentLength].flatMap(Int.init), body.count < told
    {
      return .failure(.cutOff(received: body.count, expected: told))
    }
    return .success(
      PlatformResponse(HTTPResponse(status: .init(code: response.statusCode), headerFields: fields), body: body))
  }
}
