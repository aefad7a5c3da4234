import FlyingFox
import FlyingSocks
import Foundation
import HTTPTypes
import Platforms

/// Passes requests of clients on to a transport and its answers back.
struct LoopbackHandler: HTTPHandler {
  let transport: any Transport
  let hold: Int64

  func handleRequest(_ request: FlyingFox.HTTPRequest) async throws -> FlyingFox.HTTPResponse {
    let head = Self.head(request)
    let body = Array(try await request.bodyData)
    do throws(TransportFault) {
      let answer = try await transport.send(PlatformRequest("loopback", head, body: body))
      return Self.response(answer, isHead: head.method == .head)
    } catch {
      return await brokenOff(error)
    }
  }

  // MARK: Requests

  private static func head(_ request: FlyingFox.HTTPRequest) -> HTTPTypes.HTTPRequest {
    var fields = HTTPFields()
    // A client that stands for one behind a proxy says so, as proxies do.
    let scheme = request.headers[HTTPHeader("X-Forwarded-Proto")] == "https" ? "https" : "http"
    for (name, value) in request.headers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if name == .host { continue }
      if let name = HTTPField.Name(name.rawValue) { fields.append(HTTPField(name: name, value: value)) }
    }
    return HTTPTypes.HTTPRequest(
      method: HTTPTypes.HTTPRequest.Method(request.method.rawValue) ?? .get, scheme: scheme,
      authority: request.headers[.host] ?? "127.0.0.1", path: request.target.rawValue, headerFields: fields)
  }

  // MARK: Answers

  private static func response(_ answer: PlatformResponse, isHead: Bool) -> FlyingFox.HTTPResponse {
    var headers = FlyingFox.HTTPHeaders()
    // The body is whole and as it is, whatever the transport said of its way to here.
    let ownNames: Set<HTTPField.Name> = [.contentLength, .transferEncoding, .connection]
    for field in answer.head.headerFields where !ownNames.contains(field.name) {
      headers.addValue(field.value, for: HTTPHeader(field.name.rawName))
    }
    let hasBody = answer.head.status.code != 204 && answer.head.status.code != 304
    if hasBody { headers[.contentLength] = "\(answer.body.count)" }
    return FlyingFox.HTTPResponse(
      statusCode: HTTPStatusCode(answer.head.status.code, phrase: answer.head.status.reasonPhrase), headers: headers,
      body: isHead || !hasBody ? Data() : Data(answer.body))
  }

  /// An answer that breaks off, after a while when none is to come at all.
  private func brokenOff(_ fault: TransportFault) async -> FlyingFox.HTTPResponse {
    var count = 0
    var promised = 65_536
    switch fault {
    case .timedOut:
      try? await Task.sleep(for: .milliseconds(hold))
    case .cutOff(let received, let expected):
      count = received
      promised = max(expected ?? received + 1, received + 1)
    case .connection, .unknownHost, .tls: break
    }
    let body = HTTPBodySequence(from: BrokenBytes(count: count), count: promised)
    return FlyingFox.HTTPResponse(statusCode: .ok, headers: [.contentType: "application/json"], body: body)
  }
}

/// A body that breaks off after some blanks.
private struct BrokenBytes: AsyncBufferedSequence {
  let count: Int

  func makeAsyncIterator() -> Iterator { Iterator(left: count) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var left: Int

    mutating func next() async throws -> UInt8? {
      guard left > 0 else { throw SocketError.disconnected }
      left -= 1
      return UInt8(ascii: " ")
    }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      guard left > 0 else { throw SocketError.disconnected }
      let part = Swift.min(left, Swift.max(count, 1))
      left -= part
      return [UInt8](repeating: UInt8(ascii: " "), count: part)
    }
  }
}
