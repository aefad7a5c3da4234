/// Finds secrets written out in a definition, before the JSON is read: even a broken file must not show them.
enum SecretScanner {
  /// Last words of keys whose value is a secret.
  static let words = ["token", "password", "secret", "api_key", "access_key", "consumer_key", "private_key"]
  /// What the tokens of the platforms begin with, whatever their key.
  static let prefixes = ["shpat_", "shpca_", "shppa_", "shpss_", "Atzr|", "Atza|", "amzn1.oa2-cs."]

  /// Whether a key names a secret.
  static func isSecret(key: String) -> Bool {
    let key = String(key.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
    let squeezed = key.filter { $0 != "_" }
    return words.contains { key == $0 || key.hasSuffix("_" + $0) || squeezed == $0.filter { $0 != "_" } }
  }

  /// Whether a text is a secret by the look of it.
  static func isSecret(text: String) -> Bool { prefixes.contains { text.hasPrefix($0) } }

  /// The bytes inside the quotes of every string that is a secret.
  ///
  /// Those are the values of secret keys, texts with a known prefix, and every text inside `credentials` that is not
  /// the name of a variable or file.
  static func literals(in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var scan = StringScan(bytes: bytes)
    while let string = scan.next() {
      let text = String(decoding: bytes[string.range], as: UTF8.self)
      let isReference = string.key == "env" || string.key == "file"
      let isNamed = string.key.map(isSecret(key:)) ?? false
      if isNamed || isSecret(text: text) || (string.isInCredentials && !isReference) { found.append(string.range) }
    }
    return found
  }
}

/// Walks over the strings of a text that may be broken JSON, and tells values from keys.
private struct StringScan {
  let bytes: [UInt8]
  var index = 0
  var depth = 0
  var credentialsDepth: Int?
  var key: String?

  struct Found {
    var range: Range<Int>
    var key: String?
    var isInCredentials: Bool
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The next string that is not a key.
  mutating func next() -> Found? {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if key == "credentials", credentialsDepth == nil { credentialsDepth = depth }
        if bytes[index] == UInt8(ascii: "{") { key = nil }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if credentialsDepth == depth { credentialsDepth = nil }
        depth -= 1
        key = nil
      case UInt8(ascii: "\""):
        let range = string()
        if isKey(after: range.upperBound) {
          key = String(decoding: bytes[range], as: UTF8.self)
        } else {
          index += 1
          return Found(range: range, key: key, isInCredentials: credentialsDepth != nil || key == "credentials")
        }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Moves to the end of the string that starts here and returns its bytes without quotes.
  ///
  /// An unclosed string ends with its line.
  private mutating func string() -> Range<Int> {
    let start = index + 1
    index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\n") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index, bytes.count)
    return start..<index
  }

  /// Whether a colon follows.
  private func isKey(after end: Int) -> Bool {
    let rest = bytes[min(end + 1, bytes.count)...]
    let next = rest.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != 10 && $0 != 13 }
    return next == UInt8(ascii: ":")
  }
}
