/// The text of values, freed from its escapes.
public import Columns

extension JSONPayload {
  /// The text of a value as a cell has it: of a string its characters, of a number, a truth value, an array or an object
  /// what is written; none of `null` and of a value that is missing.
  ///
  /// - Parameter arena: text that begins with ``bytes``; what escapes stand for is appended to it.
  public func text(_ element: JSONElement?, in arena: inout TextArena) -> TextRange {
    guard let element else { return .empty }
    let node = node(element)
    if node.isEscaped {
      let start = arena.bytes.count
      unescape(node.range, into: &arena.bytes)
      return TextRange(start: start, count: arena.bytes.count - start)
    }
    return node.kind == .null ? .empty : node.range
  }

  /// Where a value stands; nowhere when it is missing or `null`. Escapes stay as they are.
  @inlinable
  public func range(_ element: JSONElement?) -> TextRange {
    guard let element else { return .empty }
    let node = node(element)
    return node.kind == .null ? .empty : node.range
  }

  /// The text of a value, for a person or a message; empty for `null`.
  public func string(_ element: JSONElement?) -> String {
    guard let element else { return "" }
    let node = node(element)
    guard node.isEscaped else { return String(decoding: bytes[range(element as JSONElement?).indices], as: UTF8.self) }
    var text: [UInt8] = []
    unescape(node.range, into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends what a string with escapes says; the tape was only made because they are all sound.
  func unescape(_ range: TextRange, into text: inout [UInt8]) {
    var rest = bytes[range.indices]
    while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
      text.append(contentsOf: rest[..<backslash])
      rest = rest[backslash...].dropFirst()
      let letter = rest.popFirst() ?? UInt8(ascii: "\\")
      if letter == UInt8(ascii: "u") {
        text.appendUTF8(Self.scalar(&rest))
      } else {
        text.append(Self.meaning(of: letter))
      }
    }
    text.append(contentsOf: rest)
  }

  private static func meaning(of letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }

  /// The character whose hexadecimal digits follow, taken from one or two units of UTF-16.
  private static func scalar(_ rest: inout ArraySlice<UInt8>) -> UInt32 {
    let unit = hexadecimal(rest.prefix(4))
    rest = rest.dropFirst(4)
    guard unit & 0xFC00 == 0xD800 else { return unit }
    let low = hexadecimal(rest.dropFirst(2).prefix(4))
    rest = rest.dropFirst(6)
    return 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt32 {
    digits.reduce(0) { value, digit in
      // Letters of either case differ from digits by their bit of 64, and count from 1 in their low bits.
      value << 4 | UInt32(digit & 0xF) + (digit & 0x40 != 0 ? 9 : 0)
    }
  }
}
