/// The bytes of a definition file, its lines, and which of its bytes are secrets that no message may show.
public struct DefinitionText: Sendable {
  /// The path as the user named it.
  public let file: String
  /// The bytes of the file, UTF-8.
  public let bytes: [UInt8]
  /// First byte of each line.
  let lineStarts: [Int]
  /// Bytes that are shown as asterisks, ascending.
  let hidden: [Range<Int>]

  /// The text of `file`.
  public init(_ bytes: [UInt8], file: String) {
    self.file = file
    self.bytes = bytes
    var starts = [0]
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
    lineStarts = starts
    hidden = SecretScanner.literals(in: bytes)
  }

  /// Line and column of a byte, both from 1; columns count Unicode scalars.
  public func position(of byte: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= byte { low = middle } else { high = middle }
    }
    let before = bytes[lineStarts[low]..<min(max(byte, lineStarts[low]), bytes.count)]
    return (low + 1, 1 + before.count { !$0.isContinuation })
  }

  /// The bytes of a line, numbered from 1, without its line break.
  func range(ofLine line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// Whether a secret lies in these bytes.
  func hides(_ range: Range<Int>) -> Bool { hidden.contains { $0.overlaps(range) } }

  /// A line as it may be shown: secrets are asterisks, byte for byte.
  public func shown(line: Int) -> String {
    let range = range(ofLine: line)
    var shown = Array(bytes[range])
    for secret in hidden where secret.overlaps(range) {
      for index in secret.clamped(to: range) { shown[index - range.lowerBound] = UInt8(ascii: "*") }
    }
    return String(decoding: shown, as: UTF8.self)
  }
}

/// Where something stands in a definition file.
public struct Place: Sendable {
  /// The file.
  public let text: DefinitionText
  /// Its bytes.
  public let range: Range<Int>
  /// Its JSON pointer (RFC 6901).
  public let pointer: String

  /// The bytes `range` of `text`.
  public init(text: DefinitionText, range: Range<Int>, pointer: String) {
    self.text = text
    self.range = range
    self.pointer = pointer
  }

  /// Its first byte: where an object or list opens.
  public var opening: Place {
    Place(text: text, range: range.lowerBound..<min(range.lowerBound + 1, range.upperBound), pointer: pointer)
  }

  /// A JSON pointer one step further.
  static func pointer(_ parent: String, _ step: String) -> String {
    var pointer = parent + "/"
    for character in step {
      switch character {
      case "~": pointer += "~0"
      case "/": pointer += "~1"
      default: pointer.append(character)
      }
    }
    return pointer
  }
}

extension UInt8 {
  /// Whether it continues a UTF-8 sequence.
  fileprivate var isContinuation: Bool { self & 0b1100_0000 == 0b1000_0000 }
}
