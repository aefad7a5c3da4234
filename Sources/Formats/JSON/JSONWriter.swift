/// Writes JSON as bytes, members in the order in which they are given.
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public enum Layout: Sendable {
    /// Without any space.
    case compact
    /// One member or element a line, indented by two spaces a level.
    case indented
  }

  /// What has been written since it was last taken.
  public private(set) var bytes: [UInt8] = []

  private let layout: Layout
  /// Whether each open array or object has an item already.
  private var hasItems: [Bool] = []
  private var followsKey = false

  /// A writer of one or several values.
  public init(_ layout: Layout = .compact) { self.layout = layout }

  // MARK: Arrays and objects

  /// Writes an object: `members` gives each with ``key(_:)`` and a value.
  public mutating func object(_ members: (inout JSONWriter) -> Void) { nested("{", "}", members) }

  /// Writes an array: `elements` gives its values.
  public mutating func array(_ elements: (inout JSONWriter) -> Void) { nested("[", "]", elements) }

  /// Names the value that follows.
  public mutating func key(_ name: String) {
    startItem()
    write(quoted: name)
    bytes.append(UInt8(ascii: ":"))
    if layout == .indented { bytes.append(UInt8(ascii: " ")) }
    followsKey = true
  }

  /// Ends a line, as after each document of JSON lines.
  public mutating func endLine() { bytes.append(.lf) }

  /// Ends an element and its line, in an array whose brackets are written elsewhere because it is handed over in parts.
  public mutating func endElement() { bytes += [UInt8(ascii: ","), .lf] }

  /// Hands over what has been written, to go on with an empty buffer.
  public mutating func takeBytes() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    return taken
  }

  // MARK: Values

  /// Writes text.
  public mutating func string(_ text: String) {
    startItem()
    write(quoted: text)
  }

  /// Writes UTF-8 text, such as a stretch of an arena; what is no text becomes U+FFFD.
  public mutating func string(utf8 text: ArraySlice<UInt8>) {
    // Most cells are ASCII without anything to escape, and are copied as they stand.
    guard text.allSatisfy(Self.isPlain) else { return string(String(decoding: text, as: UTF8.self)) }
    startItem()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: text)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte stands for itself in quotes, whatever stands beside it.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// Writes an integer.
  public mutating func integer(_ value: Int64) {
    startItem()
    bytes.append(decimal: value)
  }

  /// Writes the decimal `value` × 10 to the power of −`exponent`, such as an amount in minor units.
  public mutating func decimal(_ value: Int64, exponent: Int) {
    startItem()
    bytes.append(minorUnits: value, exponent: exponent)
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) {
    startItem()
    bytes += value ? "true".utf8 : "false".utf8
  }

  /// Writes `null`.
  public mutating func null() {
    startItem()
    bytes += "null".utf8
  }

  /// Writes a value that was read, numbers exactly as they were written.
  public mutating func node(_ node: JSONNode) {
    switch node.value {
    case .null: null()
    case .bool(let flag): bool(flag)
    case .number(let text):
      startItem()
      bytes += text.utf8
    case .string(let text): string(text)
    case .array(let elements): array { writer in elements.forEach { writer.node($0) } }
    case .object(let members):
      object { writer in
        for member in members {
          writer.key(member.key)
          writer.node(member.value)
        }
      }
    }
  }

  // MARK: Layout

  private mutating func nested(_ open: String, _ close: String, _ items: (inout JSONWriter) -> Void) {
    startItem()
    bytes += open.utf8
    hasItems.append(false)
    items(&self)
    let hadItems = hasItems.removeLast()
    if hadItems { indent() }
    bytes += close.utf8
  }

  private mutating func startItem() {
    defer { followsKey = false }
    guard !followsKey, let hasItem = hasItems.last else { return }
    if hasItem { bytes.append(UInt8(ascii: ",")) }
    hasItems[hasItems.count - 1] = true
    indent()
  }

  private mutating func indent() {
    guard layout == .indented else { return }
    bytes.append(.lf)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: hasItems.count * 2))
  }

  // MARK: Strings

  private mutating func write(quoted text: String) {
    let quote = UInt8(ascii: "\"")
    bytes.append(quote)
    for byte in text.utf8 {
      switch byte {
      case quote, UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case .lf: bytes += "\\n".utf8
      case .cr: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20, 0x7F:
        bytes += "\\u00".utf8
        bytes += [Self.hexadecimal(byte >> 4), Self.hexadecimal(byte & 15)]
      default: bytes.append(byte)
      }
    }
    bytes.append(quote)
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}
