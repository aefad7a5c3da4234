/// Where bytes go, a stretch at a time: a file, memory, or a compressor before either.
public protocol ByteSink: Sendable {
  /// Takes all of `bytes`.
  mutating func write(_ bytes: RawSpan) throws(FormatError)
}

extension ByteSink {
  /// Takes all of `bytes`.
  public mutating func write(_ bytes: [UInt8]) throws(FormatError) { try unsafe write(bytes.span.bytes) }

  /// Takes the UTF-8 of `text`.
  public mutating func write(_ text: String) throws(FormatError) { try write(Array(text.utf8)) }
}

/// A sink that keeps what it is given.
public struct MemorySink: ByteSink {
  /// All that was written.
  public private(set) var bytes: [UInt8] = []

  /// An empty sink.
  public init() {}

  /// Keeps all of `bytes`.
  public mutating func write(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { unsafe self.bytes.append(contentsOf: $0) }
  }
}
