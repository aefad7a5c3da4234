/// Finds what is wrong with a text that the fast reader refused: the first byte that is not JSON, and why.
///
/// The fast reader only says yes or no; this reads the text again, slowly and safely, so that there is one place where
/// mistakes get their words.
struct JSONFault {
  private let bytes: [UInt8]
  private let isLines: Bool
  /// The first byte that is no UTF-8; the end when all are.
  private let firstInvalid: Int
  private var index: Int
  /// The brackets that close what is open.
  private var open: [UInt8] = []

  /// What is wrong with `bytes`.
  static func first(in bytes: [UInt8], lines: Bool) -> FormatError {
    guard bytes.count <= JSONPayload.bytesMax else {
      return FormatError(
        .jsonLimit, byte: JSONPayload.bytesMax, "the JSON is longer than \(JSONPayload.bytesMax) bytes")
    }
    var reader = JSONFault(bytes, lines: lines)
    do {
      try reader.text()
      return FormatError(.io, "there is no memory to read \(bytes.count) bytes of JSON")
    } catch {
      return error
    }
  }

  private init(_ bytes: [UInt8], lines: Bool) {
    self.bytes = bytes
    isLines = lines
    index = bytes.starts(with: TextEncoding.utf8.byteOrderMark) ? 3 : 0
    var fault = TextCheck.firstFault(in: bytes)
    while let found = fault, found.kind == .nulByte { fault = TextCheck.firstFault(in: bytes, from: found.byte + 1) }
    firstInvalid = fault?.byte ?? bytes.count
  }

  // MARK: Grammar

  private mutating func text() throws(FormatError) {
    _ = passOverSpace()
    if index == bytes.count, !isLines { throw fault(.empty, "there is no JSON: the text is empty") }
    while index < bytes.count {
      try value()
      let hasLineBreak = passOverSpace()
      if index < bytes.count, !(isLines && hasLineBreak) {
        throw unexpected(isLines ? "the end of the line" : "the end of the JSON")
      }
    }
  }

  /// A value with all that it holds. There is no recursion, so that no text can exhaust the stack.
  private mutating func value() throws(FormatError) {
    repeat {
      var isComplete = true
      switch peek {
      case UInt8(ascii: "{"): isComplete = try begin(closedBy: UInt8(ascii: "}"))
      case UInt8(ascii: "["): isComplete = try begin(closedBy: UInt8(ascii: "]"))
      case UInt8(ascii: "\""): try string()
      case let byte? where byte == UInt8(ascii: "-") || isDigit(byte): try number()
      default: try literal()
      }
      if isComplete { try afterValue() }
    } while !open.isEmpty
  }

  /// Begins an array or an object; returns whether it has ended already, being empty.
  private mutating func begin(closedBy close: UInt8) throws(FormatError) -> Bool {
    guard open.count < JSONPayload.depthMax else {
      throw fault(.jsonLimit, "arrays and objects are nested more than \(JSONPayload.depthMax) deep")
    }
    index += 1
    _ = passOverSpace()
    if peek == close {
      index += 1
      return true
    }
    open.append(close)
    if close == UInt8(ascii: "}") { try name() }
    return false
  }

  /// Passes over closing brackets and the comma up to the next value.
  private mutating func afterValue() throws(FormatError) {
    while let close = open.last {
      _ = passOverSpace()
      if peek == close {
        index += 1
        open.removeLast()
        continue
      }
      guard peek == UInt8(ascii: ",") else { throw unexpected("a comma or '\(UnicodeScalar(close))'") }
      index += 1
      _ = passOverSpace()
      if close == UInt8(ascii: "}") { try name() }
      return
    }
  }

  private mutating func name() throws(FormatError) {
    guard peek == UInt8(ascii: "\"") else { throw unexpected("a name in double quotes") }
    try string()
    _ = passOverSpace()
    guard peek == UInt8(ascii: ":") else { throw unexpected("a colon") }
    index += 1
    _ = passOverSpace()
  }

  private mutating func literal() throws(FormatError) {
    for word in ["true", "false", "null"] where bytes[index...].starts(with: word.utf8) {
      index += word.utf8.count
      return try end(of: word)
    }
    for word in ["true", "false", "null"] where index < bytes.count && word.utf8.starts(with: bytes[index...]) {
      index = bytes.count
    }
    throw unexpected("a value")
  }

  // MARK: Numbers

  private mutating func number() throws(FormatError) {
    if peek == UInt8(ascii: "-") { index += 1 }
    let isZero = peek == UInt8(ascii: "0")
    try digits()
    if isZero, bytes[index - 1] != UInt8(ascii: "0") || (index >= 2 && isDigit(bytes[index - 2])) {
      throw fault(.jsonMalformed, "a number starts with a zero")
    }
    if peek == UInt8(ascii: ".") {
      index += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      index += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
      try digits()
    }
    try end(of: "a number")
  }

  private mutating func digits() throws(FormatError) {
    guard let first = peek, isDigit(first) else { throw unexpected("a digit") }
    while let byte = peek, isDigit(byte) { index += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  /// A number or a word must not run into something else.
  private func end(of what: String) throws(FormatError) {
    guard let byte = peek else { return }
    let marks = Array(" \t\n\r,:[]{}".utf8)
    if !marks.contains(byte) { throw unexpected("the end of \(what)") }
  }

  // MARK: Strings

  private mutating func string() throws(FormatError) {
    index += 1
    while let byte = peek {
      if index == firstInvalid {
        if isCut { index = bytes.count }
        throw unexpected("the end of a string")
      }
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return
      case UInt8(ascii: "\\"):
        try escape()
      case 0..<0x20:
        throw fault(.jsonMalformed, "a string holds \(found), which must be written as an escape")
      default:
        index += 1
      }
    }
    throw unexpected("the end of a string")
  }

  private mutating func escape() throws(FormatError) {
    let start = index
    index += 1
    guard let letter = peek else { throw unexpected("the end of a string") }
    guard letter == UInt8(ascii: "u") else {
      if !"\"\\/bfnrt".utf8.contains(letter) {
        index = start
        throw fault(.jsonMalformed, "this backslash starts no escape that JSON knows")
      }
      index += 1
      return
    }
    let unit = try hexadecimal()
    guard unit & 0xF800 == 0xD800 else { return }
    if unit & 0xFC00 == 0xD800, bytes[index...].starts(with: "\\u".utf8) {
      index += 1
      if try hexadecimal() & 0xFC00 == 0xDC00 { return }
    } else if unit & 0xFC00 == 0xD800, index + 2 > bytes.count {
      index = bytes.count
      throw unexpected("the end of a string")
    }
    index = start
    throw fault(.jsonMalformed, "this escape is half of a surrogate pair")
  }

  /// Four digits behind a `u`.
  private mutating func hexadecimal() throws(FormatError) -> UInt32 {
    index += 1
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, byte < 0x80, let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
        throw unexpected("a hexadecimal digit")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }

  // MARK: Helpers

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// Passes over white space; returns whether there was a line break in it.
  private mutating func passOverSpace() -> Bool {
    var hasLineBreak = false
    while let byte = peek, byte == 0x20 || byte == .lf || byte == .cr || byte == 0x09 {
      if byte == .lf { hasLineBreak = true }
      index += 1
    }
    return hasLineBreak
  }

  /// The character that comes next, for a sentence.
  private var found: String {
    let text = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self)
    guard let scalar = text.unicodeScalars.first else { return "the end of the text" }
    return scalar.value < 0x20 ? "the control character \(scalar.value)" : "'\(scalar)'"
  }

  /// Whether the text ends within the character that begins here.
  private var isCut: Bool {
    let rest = bytes[index...]
    let length = bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
    return 0xC2...0xF4 ~= bytes[index] && rest.count < length && rest.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
  }

  private func unexpected(_ expected: String) -> FormatError {
    if index == bytes.count { return fault(.jsonTruncated, "the JSON ends where \(expected) is expected") }
    if index == firstInvalid { return fault(.jsonNotText, "the JSON is not UTF-8 here") }
    return fault(.jsonMalformed, "\(found) stands where \(expected) is expected")
  }

  private func fault(_ code: FormatError.Code, _ detail: String) -> FormatError {
    let line = isLines ? bytes[..<index].count { $0 == .lf } + 1 : nil
    return FormatError(code, byte: index, line: line, detail)
  }
}
