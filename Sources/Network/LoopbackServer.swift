import FlyingFox
import FlyingSocks
public import Platforms
import Synchronization

/// Serves a transport, such as a simulated platform, over HTTP to programs of the same machine and to no others.
///
/// What a client sends arrives as it was sent: method, path and query with their percent signs, header fields, body. A
/// fault of the transport is one for the client too: the connection breaks off. Connections are kept open between
/// requests; bodies may come in chunks.
public final class LoopbackServer: Sendable {
  /// Why it cannot serve.
  public enum Fault: Error, Sendable, Equatable {
    /// Another program has the port, or it may not be had.
    case portTaken(UInt16)
    /// The system ended it.
    case ended(String)
  }

  private let server: HTTPServer
  private let port: UInt16
  private let isStopping = Atomic(false)

  /// A server on a port of 127.0.0.1; 0 for any that is free.
  ///
  /// - Parameter hold: milliseconds for which a client waits in vain when the transport's answer does not come.
  public init(_ transport: any Transport, port: UInt16 = 0, hold: Int64 = 30_000) throws(Fault) {
    self.port = port
    do {
      server = HTTPServer(
        address: try .inet(ip4: "127.0.0.1", port: port), timeout: 900, logger: .disabled,
        handler: LoopbackHandler(transport: transport, hold: hold))
    } catch {
      throw .ended("127.0.0.1 is no address here")
    }
  }

  /// Serves until it is stopped or its task is cancelled.
  ///
  /// - Parameter started: called once, with the port, when clients can connect.
  public func run(started: @escaping @Sendable (_ port: UInt16) -> Void) async throws(Fault) {
    let server = server
    let announcement = Task {
      try await server.waitUntilListening(timeout: 60)
      if case .ip4(_, let port)? = await server.listeningAddress { started(port) }
    }
    defer { announcement.cancel() }
    do {
      try await server.run()
    } catch {
      if isStopping.load(ordering: .relaxed) || Task.isCancelled { return }
      if case SocketError.failed(let type, _, _) = error, type.contains("Bind") { throw .portTaken(port) }
      throw .ended("\(error)")
    }
  }

  /// Ends it; requests that are being answered have a second to come to their end.
  public func stop() async {
    isStopping.store(true, ordering: .relaxed)
    await server.stop(timeout: 1)
  }
}
