/// One request to a platform and its answer: the same types for live, simulated and recorded platforms.
public import HTTPTypes

/// A request to a platform.
public struct PlatformRequest: Sendable {
  /// The operation as the platform counts it against its limits and as messages name it, such as `orders.list`.
  public var operation: String
  /// Method, scheme, authority, path with query, and header fields.
  public var head: HTTPRequest
  /// The body; empty for none.
  public var body: [UInt8]

  /// A request.
  public init(_ operation: String, _ head: HTTPRequest, body: [UInt8] = []) {
    self.operation = operation
    self.head = head
    self.body = body
  }
}

/// A platform's answer.
public struct PlatformResponse: Sendable {
  /// Status and header fields; names are compared without regard to case.
  public var head: HTTPResponse
  /// The body, decompressed.
  public var body: [UInt8]

  /// An answer.
  public init(_ head: HTTPResponse, body: [UInt8] = []) {
    self.head = head
    self.body = body
  }
}

/// What carries requests to a platform: the network, or a simulated platform in the same process.
public protocol Transport: Sendable {
  /// Sends one request, once; trying again is the caller's decision.
  func send(_ request: PlatformRequest) async throws(TransportFault) -> PlatformResponse
}

/// Why no whole answer came.
public enum TransportFault: Error, Sendable, Equatable {
  /// No answer within the time allowed.
  case timedOut
  /// The connection was refused or broke off before an answer began.
  case connection(String)
  /// The host's name is unknown.
  case unknownHost
  /// The encrypted connection could not be made, such as for a certificate that is not trusted.
  case tls(String)
  /// The answer broke off; how many bytes came of how many that were promised.
  case cutOff(received: Int, expected: Int?)
}
