/// What programs of the same machine see of a transport that is served to them.
import FlyingSocks
import Foundation
import HTTPTypes
import Network
import Platforms
import Synchronization
import Testing

@Suite("The loopback server", .timeLimit(.minutes(30)))
struct LoopbackServerTests {
  private let network = LiveTransport.hasty()

  /// Serves `answer` while `body` runs.
  private func serve<Result: Sendable>(
    _ transport: some Transport, hold: Int64 = 200, while body: @escaping (_ port: UInt16) async throws -> Result
  ) async throws -> Result {
    let server = try LoopbackServer(transport, hold: hold)
    let (ports, announcement) = AsyncStream.makeStream(of: UInt16.self)
    let running = Task {
      defer { announcement.finish() }
      try await server.run { announcement.yield($0) }
    }
    var port: UInt16?
    for await announced in ports {
      port = announced
      break
    }
    let result = try await body(try #require(port))
    await server.stop()
    try await running.value
    return result
  }

  @Test("a request arrives as it was sent, and its answer as it was given")
  func roundTrip() async throws {
    let link = try #require(HTTPField.Name("Link"))
    let transport = Recorder { request in
      var head = HTTPResponse(status: .created)
      head.headerFields[link] = "<http://x/?page=2>; rel=\"next\", <http://x/?page=1>; rel=\"previous\""
      head.headerFields[.retryAfter] = "2.0"
      return PlatformResponse(head, body: request.body + [0, 255, 10])
    }
    let path = "/wp-json/a%2Fb?q=%C3%BC+d&x=%5B1%5D&empty="
    let answer = try await serve(transport) { port in
      try await network.send(
        .local(port, path, .post, fields: [.authorization: "Basic YTpi", .contentType: "x/y"], body: [1, 0, 200]))
    }
    let request = try #require(transport.requests.first)
    #expect(request.head.path == path && request.head.method == .post && request.head.scheme == "http")
    #expect(request.head.authority?.hasPrefix("127.0.0.1:") == true && request.body == [1, 0, 200])
    #expect(request.head.headerFields[.authorization] == "Basic YTpi")
    #expect(request.head.headerFields[.contentType] == "x/y")
    #expect(answer.head.status == .created && answer.body == [1, 0, 200, 0, 255, 10])
    #expect(answer.head.headerFields[.retryAfter] == "2.0")
    #expect(answer.head.headerFields[link]?.hasSuffix("; rel=\"previous\"") == true)
  }

  @Test("many requests at once, large bodies both ways")
  func load() async throws {
    let transport = Recorder { PlatformResponse(HTTPResponse(status: .ok), body: $0.body) }
    try await serve(transport) { port in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for size in [0, 1, 4_096, 4_097, 100_000, 3_000_000, 5_000_000] {
          group.addTask {
            let body = [UInt8](repeating: 7, count: size)
            let answer = try await network.send(.local(port, "/\(size)", .put, body: body))
            #expect(answer.body == body, "\(size)")
          }
        }
        try await group.waitForAll()
      }
    }
    #expect(transport.requests.count == 7)
  }

  @Test("HEAD has the length and no body, 204 has neither")
  func noBody() async throws {
    let transport = Recorder { request in
      PlatformResponse(
        HTTPResponse(status: request.head.method == .delete ? .noContent : .ok), body: Array("twelve bytes".utf8))
    }
    try await serve(transport) { port in
      let head = try await network.send(.local(port, "/", .head))
      #expect(head.body == [] && head.head.headerFields[.contentLength] == "12")
      let deleted = try await network.send(.local(port, "/", .delete))
      #expect(deleted.head.status == .noContent && deleted.body == [])
      // The connection is still in step.
      #expect(try await network.send(.local(port)).body.count == 12)
    }
  }

  @Test("a body in chunks, two requests on one connection, and a client's own spelling of names")
  func rawClient() async throws {
    let transport = Recorder { PlatformResponse(HTTPResponse(status: .ok), body: $0.body) }
    let text = try await serve(transport) { port in
      let socket = try await AsyncSocket.connected(to: .inet(ip4: "127.0.0.1", port: port))
      let first = "POST /one?x=%20 HTTP/1.1\r\nhost: shop.local\r\nTRANSFER-ENCODING: chunked\r\nX-a: 1\r\n\r\n"
      try await socket.write(Data((first + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").utf8))
      try await socket.write(Data("GET /two HTTP/1.1\r\nHost: shop.local\r\nConnection: close\r\n\r\n".utf8))
      var bytes: [UInt8] = []
      while let byte = try? await socket.read() { bytes.append(byte) }
      try socket.close()
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(transport.requests.map { $0.head.path } == ["/one?x=%20", "/two"])
    #expect(transport.requests.first?.body == Array("abcde".utf8))
    #expect(transport.requests.first?.head.authority == "shop.local")
    let name = try #require(HTTPField.Name("x-A"))
    #expect(transport.requests.first?.head.headerFields[name] == "1")
    #expect(text.components(separatedBy: "HTTP/1.1 200 OK").count == 3 && text.contains("abcde"))
  }

  @Test("faults of the transport are faults for the client")
  func faults() async throws {
    let faults: [TransportFault] = [
      .cutOff(received: 20, expected: 50), .connection("gone"), .timedOut, .cutOff(received: 5_000, expected: nil),
    ]
    let left = Mutex(faults)
    let transport = Recorder { _ throws(TransportFault) in throw left.withLock { $0.removeFirst() } }
    let met = try await serve(transport) { port in
      var met: [TransportFault?] = []
      for _ in faults { met.append(await network.fault(.local(port))) }
      return met
    }
    #expect(met.first == .cutOff(received: 20, expected: 50))
    #expect(met.allSatisfy { $0 != nil })
  }

  @Test("a port that is taken is told, and only this machine is served")
  func ports() async throws {
    let transport = Recorder { _ in PlatformResponse(HTTPResponse(status: .ok)) }
    try await serve(transport) { port in
      let second = try LoopbackServer(transport, port: port)
      await #expect(throws: LoopbackServer.Fault.portTaken(port)) { try await second.run { _ in } }
    }
  }
}

/// A transport that remembers requests and answers as a test says.
final class Recorder: Transport {
  private let answer: @Sendable (PlatformRequest) throws(TransportFault) -> PlatformResponse
  private let seen = Mutex<[PlatformRequest]>([])

  init(_ answer: @escaping @Sendable (PlatformRequest) throws(TransportFault) -> PlatformResponse) {
    self.answer = answer
  }

  var requests: [PlatformRequest] { seen.withLock { $0 } }

  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse {
    seen.withLock { $0.append(request) }
    return try answer(request)
  }
}
