/// What comes of requests to servers that keep to HTTP, and to servers that do not.
import FlyingSocks
import Foundation
import HTTPTypes
import Network
import Platforms
import Synchronization
import Testing

@Suite("The network", .timeLimit(.minutes(30)))
struct LiveTransportTests {
  private let network = LiveTransport.hasty()

  @Test("an answer comes with status, fields and body")
  func answer() async throws {
    let text = "HTTP/1.1 201 Created\r\nX-Shopify-Shop-Api-Call-Limit: 1/40\r\nContent-Length: 2\r\n\r\nok"
    let answer = try await Misbehaviour.serve(text) { port in try await network.send(.local(port)) }
    #expect(answer.head.status.code == 201 && answer.body == Array("ok".utf8))
    let name = try #require(HTTPField.Name("x-shopify-shop-api-call-limit"))
    #expect(answer.head.headerFields[name] == "1/40")
  }

  @Test("what is sent is what was asked for: target as it is spelt, fields, program, body")
  func request() async throws {
    let heads = Mutex<[String]>([])
    let token = try #require(HTTPField.Name("X-Shopify-Access-Token"))
    try await Misbehaviour.serve { head, socket in
      heads.withLock { $0.append(head) }
      try await socket.write(Data("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8))
    } while: { port in
      let path = "/wp-json/a%2Fb%20c?q=%C3%BC+d&after=2024-01-01T00%3A00%3A00Z&sig=x%3D%3D"
      _ = try await network.send(.local(port, path, fields: [token: "shpat_1"]))
      _ = try await network.send(
        .local(port, "/", .put, fields: [.contentType: "application/json"], body: Array("{}".utf8)))
    }
    let head = try #require(heads.withLock { $0.first })
    #expect(head.hasPrefix("GET /wp-json/a%2Fb%20c?q=%C3%BC+d&after=2024-01-01T00%3A00%3A00Z&sig=x%3D%3D HTTP/1.1\r\n"))
    #expect(head.contains("X-Shopify-Access-Token: shpat_1\r\n") && head.contains("User-Agent: shopledger/test\r\n"))
    #expect(!head.lowercased().contains("cookie"))
    let second = try #require(heads.withLock { $0.last })
    #expect(second.hasPrefix("PUT / ") && second.contains("Content-Length: 2\r\n"))
  }

  @Test("a compressed body is given as it was before")
  func compression() async throws {
    // gzip of {"a":1}.
    let body: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 74, 84, 178, 50, 172, 5, 0, 175, 172, 27, 86, 7, 0, 0, 0,
    ]
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n"
    let answer = try await Misbehaviour.serve(head, body) { port in try await network.send(.local(port)) }
    #expect(String(decoding: answer.body, as: UTF8.self) == #"{"a":1}"#)
  }

  @Test("a body that breaks off is a fault, however its end is told")
  func cutOff() async throws {
    let counted = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"orders\":"
    #expect(
      try await Misbehaviour.serve(counted) { await network.fault(.local($0)) } == .cutOff(received: 10, expected: 100))
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ord\r\n"
    #expect(
      try await Misbehaviour.serve(chunked) { await network.fault(.local($0)) } == .cutOff(received: 5, expected: nil))
  }

  @Test("a connection that is closed without an answer, or answered by no HTTP, is a fault")
  func noAnswer() async throws {
    for text in ["", "220 smtp.example ready\r\n\r\n"] {
      let fault = try await Misbehaviour.serve(text) { await network.fault(.local($0)) }
      guard case .connection? = fault else {
        Issue.record("\(String(describing: fault))")
        continue
      }
    }
  }

  @Test("a port where nobody listens refuses")
  func refused() async throws {
    let port = try await Misbehaviour.serve("") { $0 }
    #expect(await network.fault(.local(port)) == .connection("it was refused"))
  }

  @Test("plain text in place of encryption is told from a refusal, without addresses in its words")
  func plainInPlaceOfTLS() async throws {
    let text = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
    let fault = try await Misbehaviour.serve(text) {
      await network.fault(.local($0, "/admin?access_token=secret", scheme: "https"))
    }
    guard case .tls(let words)? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(!words.contains("secret") && !words.contains("127.0.0.1") && !words.isEmpty)
  }

  @Test("silence and dripping both come to an end")
  func timeouts() async throws {
    let silent = try await Misbehaviour.serve { _, _ in
      try await Task.sleep(for: .seconds(10))
    } while: { port in
      await LiveTransport.hasty(silence: 0.5).fault(.local(port))
    }
    #expect(silent == .timedOut)
    let dripping = try await Misbehaviour.serve { _, socket in
      try await socket.write(Data("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".utf8))
      for _ in 0..<100 {
        try await socket.write(Data("x".utf8))
        try await Task.sleep(for: .milliseconds(100))
      }
    } while: { port in
      await LiveTransport.hasty(silence: 5, total: 1).fault(.local(port))
    }
    #expect(dripping == .timedOut)
  }

  @Test("an answer that asks for credentials is an answer, asked for once")
  func challenge() async throws {
    let text = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"shop\"\r\nContent-Length: 3\r\n\r\nno!"
    let requests = Mutex(0)
    let answer = try await Misbehaviour.serve { _, socket in
      requests.withLock { $0 += 1 }
      try await socket.write(Data(text.utf8))
    } while: { port in
      try await network.send(.local(port))
    }
    #expect(answer.head.status == .unauthorized && answer.body == Array("no!".utf8))
    #expect(requests.withLock { $0 } == 1)
  }

  @Test("redirections are followed to the same host only, and never for what writes")
  func redirections() async throws {
    let paths = Mutex<[String]>([])
    try await Misbehaviour.serve { head, socket in
      let path = String(head.split(separator: " ")[1])
      paths.withLock { $0.append(path) }
      let target = ["/here": "/there", "/away": "http://localhost:1/there"][path]
      let answer =
        target.map { "HTTP/1.1 302 Found\r\nLocation: \($0)\r\nContent-Length: 0\r\n\r\n" }
        ?? "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere"
      try await socket.write(Data(answer.utf8))
    } while: { port in
      let here = try await network.send(.local(port, "/here"))
      #expect(here.head.status == .ok && here.body == Array("here".utf8))
      let away = try await network.send(.local(port, "/away"))
      #expect(away.head.status.code == 302 && away.head.headerFields[.location] == "http://localhost:1/there")
      let written = try await network.send(.local(port, "/here", .post, body: [1]))
      #expect(written.head.status.code == 302)
    }
    #expect(paths.withLock { $0 } == ["/here", "/there", "/away", "/here"])
  }

  @Test("cookies are neither kept nor sent")
  func cookies() async throws {
    let heads = Mutex<[String]>([])
    try await Misbehaviour.serve { head, socket in
      heads.withLock { $0.append(head) }
      try await socket.write(Data("HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/\r\nContent-Length: 0\r\n\r\n".utf8))
    } while: { port in
      _ = try await network.send(.local(port))
      _ = try await network.send(.local(port))
    }
    #expect(heads.withLock { $0.count } == 2 && !heads.withLock { $0.joined() }.contains("a=1"))
  }

  @Test("a name that does not exist, and an address that is none")
  func addresses() async throws {
    let head = HTTPRequest(method: .get, scheme: "https", authority: "no-such-shop.invalid", path: "/")
    #expect(await network.fault(PlatformRequest("test", head)) == .unknownHost)
    let blank = HTTPRequest(method: .get, scheme: "https", authority: "", path: "/ä b?key=secret")
    #expect(await network.fault(PlatformRequest("test", blank)) == .connection("the request's address is malformed"))
  }

  @Test("a request whose task is cancelled ends")
  func cancellation() async throws {
    let fault = try await Misbehaviour.serve { _, _ in
      try await Task.sleep(for: .seconds(20))
    } while: { port in
      let task = Task { await network.fault(.local(port)) }
      try await Task.sleep(for: .milliseconds(200))
      task.cancel()
      return await task.value
    }
    #expect(fault == .connection("it was given up"))
  }

  @Test("a request of a task that was cancelled before is not sent, and nobody waits for it")
  func cancelledBefore() async throws {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await network.fault(.local(1))
    }
    task.cancel()
    #expect(await task.value == .connection("it was given up"))
  }

  @Test("the system's clock goes on, and waiting ends when its task is cancelled")
  func clock() async throws {
    let clock = SystemClock()
    let start = clock.now()
    #expect(start > 1_700_000_000_000)
    try await clock.sleep(milliseconds: 30)
    #expect(clock.now() - start >= 29)
    let waiting = Task { try await clock.sleep(milliseconds: 60_000) }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
  }
}
