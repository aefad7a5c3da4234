/// Reads bodies of JSON one after the other with the same memory.
internal import CSimdJSON

/// The parser owns what simdjson needs, about four bytes per value; a payload owns its tape, 16 bytes per value.
///
/// Unchecked because it holds a C pointer: it has one owner, cannot be copied, and is changed by every call.
@safe public struct JSONPayloadParser: ~Copyable, @unchecked Sendable {
  static let bytesMax = UInt32(CSIMDJSON_COUNT_MAX)

  private let parser: OpaquePointer?

  /// A parser that has not taken memory for a body yet.
  public init() { unsafe parser = csimdjson_new(UInt32(JSONPayload.depthMax)) }

  deinit { unsafe csimdjson_free(parser) }

  /// Reads a body with one JSON document. A byte order mark before it is passed over.
  ///
  /// - Throws: what is wrong and at which byte.
  public mutating func parse(_ bytes: [UInt8]) throws(FormatError) -> JSONPayload {
    guard let tape = tape(of: bytes, lines: false) else { throw JSONFault.first(in: bytes, lines: false) }
    return JSONPayload(bytes: bytes, tape: tape)
  }

  /// Reads JSON Lines, as bulk exports have them: a document on each line. The root is an array of the documents.
  ///
  /// Empty lines are passed over, and the last line needs no end. Memory grows with the bytes: cut a large file behind
  /// line breaks.
  ///
  /// - Throws: what is wrong, in which line and at which byte.
  public mutating func parse(lines bytes: [UInt8]) throws(FormatError) -> JSONPayload {
    if bytes.allSatisfy({ $0 == .lf || $0 == .cr || $0 == 0x20 || $0 == 0x09 }) {
      return JSONPayload(bytes: bytes, tape: [.root(count: bytes.count)])
    }
    guard let tape = tape(of: bytes, lines: true) else { throw JSONFault.first(in: bytes, lines: true) }
    return JSONPayload(bytes: bytes, tape: tape)
  }

  private mutating func tape(of bytes: [UInt8], lines: Bool) -> [TapeNode]? {
    guard unsafe parser != nil else { return nil }
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      let most = unsafe csimdjson_index(parser, bytes.baseAddress, bytes.count, lines ? 1 : 0)
      guard most > 0 else { return nil }
      var isSound = false
      let tape = unsafe [TapeNode](unsafeUninitializedCapacity: Int(most)) { nodes, count in
        let first = unsafe UnsafeMutableRawPointer(nodes.baseAddress)?.assumingMemoryBound(to: csimdjson_node.self)
        let written = unsafe csimdjson_build(
          parser, bytes.baseAddress, bytes.count, lines ? 1 : 0, first, nodes.count)
        isSound = written >= 0
        count = max(0, Int(written))
      }
      return isSound ? tape : nil
    }
  }
}
