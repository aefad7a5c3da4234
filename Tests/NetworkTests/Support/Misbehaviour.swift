/// A server of 127.0.0.1 that answers as a test wants it to, rightly or not.
import FlyingSocks
import Foundation

enum Misbehaviour {
  /// Serves while `body` runs; each connection is `answer`ed once its request's head was read, and closed after that.
  static func serve<Result: Sendable>(
    _ answer: @escaping @Sendable (_ head: String, _ socket: AsyncSocket) async throws -> Void,
    while body: (_ port: UInt16) async throws -> Result
  ) async throws -> Result {
    let pool = SocketPool<ePoll>.ePoll()
    try await pool.prepare()
    let socket = try Socket(domain: Int32(sockaddr_in.family))
    try socket.bind(to: .inet(ip4: "127.0.0.1", port: 0))
    try socket.listen()
    guard case .ip4(_, let port) = try socket.sockname() else { throw SocketError.unsupportedAddress }
    let listener = try AsyncSocket(socket: socket, pool: pool)
    let running = Task { try await pool.run() }
    let accepting = Task {
      try await withThrowingDiscardingTaskGroup { group in
        for try await client in listener.sockets {
          group.addTask {
            if let head = try? await head(client) { try? await answer(head, client) }
            try? client.close()
          }
        }
      }
    }
    defer {
      accepting.cancel()
      running.cancel()
      try? socket.close()
    }
    return try await body(port)
  }

  /// Answers every request with the same bytes.
  static func serve<Result: Sendable>(
    _ text: String, _ rest: [UInt8] = [], while body: (_ port: UInt16) async throws -> Result
  ) async throws -> Result {
    try await serve({ _, socket in try await socket.write(Data(text.utf8) + Data(rest)) }, while: body)
  }

  /// The head of a request; the first bytes of something else.
  private static func head(_ socket: AsyncSocket) async throws -> String {
    var bytes: [UInt8] = []
    while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      bytes.append(try await socket.read())
      // The first byte of an encrypted connection.
      if bytes == [22] { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
