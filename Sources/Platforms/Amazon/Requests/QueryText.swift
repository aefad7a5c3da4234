/// The query of a request, encoded as signatures of Amazon Web Services demand it: only unreserved letters stay.
struct QueryText: Sendable, Equatable {
  /// Names and values, in order.
  private(set) var items: [(name: String, value: String)] = []

  /// No query.
  init() {}

  /// A query.
  init(_ items: KeyValuePairs<String, String>) {
    for (name, value) in items { add(name, value) }
  }

  /// Adds a parameter; none when there is no value.
  mutating func add(_ name: String, _ value: String?) {
    if let value { items.append((name, value)) }
  }

  /// The value of a parameter.
  subscript(name: String) -> String? { items.first { $0.name == name }?.value }

  /// The text behind the question mark.
  var encoded: String {
    items.map { "\(Self.encode($0.name))=\(Self.encode($0.value))" }.joined(separator: "&")
  }

  static func == (one: QueryText, other: QueryText) -> Bool { one.encoded == other.encoded }

  /// Text with everything but letters, digits and `-._~` written as `%XX`.
  static func encode(_ text: String, keeping kept: String = "") -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        if kept.utf8.contains(byte) {
          bytes.append(byte)
        } else {
          bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Text freed of its `%XX`; a plus is a space, as forms have it.
  static func decode(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads the text behind a question mark, or the body of a form.
  init(parsing text: some StringProtocol) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      add(Self.decode(parts[0]), Self.decode(parts.count > 1 ? parts[1] : ""))
    }
  }
}
