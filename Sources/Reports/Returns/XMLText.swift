/// Writes XML with a declaration, one element or group of elements a line, indented by two spaces a level.
struct XMLText {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var open: [String] = []

  /// Opens an element on a line of its own.
  mutating func open(_ name: String, _ attributes: [(name: String, value: String)] = []) {
    indent()
    text += "<\(name)\(Self.written(attributes))>\n"
    open.append(name)
  }

  /// Closes the element that was opened last.
  mutating func close() {
    guard let name = open.popLast() else { return }
    indent()
    text += "</\(name)>\n"
  }

  /// Writes a line of whole elements.
  mutating func line(_ elements: (inout XMLText) -> Void) {
    indent()
    elements(&self)
    text += "\n"
  }

  /// Writes an element that holds text.
  mutating func element(_ name: String, _ content: String, _ attributes: [(name: String, value: String)] = []) {
    text += "<\(name)\(Self.written(attributes))>\(Self.escaped(content))</\(name)>"
  }

  /// Writes an element that holds others, on the same line.
  mutating func wrapped(_ name: String, _ elements: (inout XMLText) -> Void) {
    text += "<\(name)>"
    elements(&self)
    text += "</\(name)>"
  }

  /// Text in which nothing is taken for markup; characters that XML 1.0 does not have become U+FFFD.
  static func escaped(_ text: String) -> String {
    var written = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": written += "&amp;"
      case "<": written += "&lt;"
      case ">": written += "&gt;"
      case "\"": written += "&quot;"
      case "\t", "\n", "\r": written += "&#\(scalar.value);"
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": written.unicodeScalars.append("\u{FFFD}")
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written
  }

  private mutating func indent() { text += String(repeating: "  ", count: open.count) }

  private static func written(_ attributes: [(name: String, value: String)]) -> String {
    attributes.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
  }
}
