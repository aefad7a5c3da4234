/// Requests to servers of this machine.
import HTTPTypes
import Network
import Platforms

extension PlatformRequest {
  /// A request to a port of 127.0.0.1.
  static func local(
    _ port: UInt16, _ path: String = "/", _ method: HTTPRequest.Method = .get, scheme: String = "http",
    fields: HTTPFields = [:], body: [UInt8] = []
  ) -> PlatformRequest {
    PlatformRequest(
      "test",
      HTTPRequest(method: method, scheme: scheme, authority: "127.0.0.1:\(port)", path: path, headerFields: fields),
      body: body)
  }
}

extension LiveTransport {
  /// The network, for people in a hurry; patient unless told otherwise, since other tests may hold all threads for a while.
  static func hasty(silence: Double = 120, total: Double = 180) -> LiveTransport {
    var patience = Patience()
    patience.silence = silence
    patience.total = total
    return LiveTransport(program: "shopledger/test", patience: patience)
  }

  /// The fault that a request meets; `nil` when it is answered.
  func fault(_ request: PlatformRequest) async -> TransportFault? {
    do throws(TransportFault) {
      _ = try await send(request)
      return nil
    } catch {
      return error
    }
  }
}
