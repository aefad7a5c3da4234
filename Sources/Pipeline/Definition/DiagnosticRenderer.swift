public import Formats

/// Writes diagnostics for people, with the line and a caret, and for programs, as JSON.
///
/// ```
/// error[E3003]: unknown option "rate_sourse" in stage "vat"
///   --> pipelines/shopify-orders.json:41:7   (/transform/3/rate_sourse)
///    |
/// 41 |       "rate_sourse": "eu-2024",
///    |       ^^^^^^^^^^^^^ did you mean "rate_source"?
///    = allowed: origin, rate_source, pricing, reverse_charge, rounding
///    = help: shopledger explain E3003
/// ```
public struct DiagnosticRenderer: Sendable {
  /// Columns of the terminal; longer source lines are cut around the caret, longer lists are wrapped.
  public var width: Int
  /// Whether to colour with ANSI sequences.
  public var isColored: Bool

  /// A renderer for a terminal of `width` columns.
  public init(width: Int = 80, isColored: Bool = false) {
    self.width = max(width, 40)
    self.isColored = isColored
  }

  /// All diagnostics, with an empty line between two.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined(separator: "\n")
  }

  /// One diagnostic, ending with a line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    let gutter = diagnostic.line == 0 ? 1 : String(diagnostic.line).count
    let margin = String(repeating: " ", count: gutter)
    let kind = "\(diagnostic.severity.rawValue)[\(diagnostic.code.id)]"
    var lines = wrapped(diagnostic.message.printable, first: "\(kind): ", next: "  ").map { line in
      line.hasPrefix(kind) ? painted(kind, diagnostic.severity.color) + line.dropFirst(kind.count) : line
    }
    var suggestion = diagnostic.suggestion.map { "did you mean \"\($0.printable)\"?" }
    if diagnostic.line == 0 {
      lines.append("\(margin)\(painted("-->", .place)) \(diagnostic.file)")
    } else {
      let pointer = diagnostic.pointer.isEmpty ? "" : "   (\(diagnostic.pointer.printable))"
      lines.append(
        "\(margin)\(painted("-->", .place)) \(diagnostic.file):\(diagnostic.line):\(diagnostic.column)\(pointer)")
      let excerpt = SourceExcerpt(diagnostic, width: width - gutter - 3)
      var caret = painted(excerpt.caret, diagnostic.severity.color)
      if let text = suggestion, excerpt.caret.count + 1 + text.count <= width - gutter - 3 {
        caret += " " + text
        suggestion = nil
      }
      lines.append("\(margin) \(painted("|", .place))")
      let bar = painted("\(diagnostic.line) |", .place)
      lines.append(excerpt.line.isEmpty ? bar : "\(bar) \(excerpt.line)")
      lines.append("\(margin) \(painted("|", .place)) \(caret)")
    }
    if let suggestion { lines.append("\(margin) = \(suggestion)") }
    if !diagnostic.allowed.isEmpty {
      let list = diagnostic.allowed.joined(separator: ", ")
      lines += wrapped(list, first: "\(margin) = allowed: ", next: "\(margin)            ")
    }
    if !diagnostic.help.isEmpty {
      lines += wrapped(diagnostic.help, first: "\(margin) = help: ", next: "\(margin)         ")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Why a run stopped, and what to do about it, ending with a line break.
  public func render(_ failure: RunFailure) -> String {
    let kind = "error[\(failure.code)]"
    var lines = wrapped(failure.message.printable, first: "\(kind): ", next: "  ").map { line in
      line.hasPrefix(kind) ? painted(kind, .error) + line.dropFirst(kind.count) : line
    }
    if !failure.remedy.isEmpty {
      lines += wrapped(failure.remedy.printable, first: "  = help: ", next: "          ")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// All diagnostics as a JSON array of objects, on one line.
  public func json(_ diagnostics: [Diagnostic]) -> String {
    var writer = JSONWriter()
    writer.array { writer in diagnostics.forEach { $0.write(to: &writer) } }
    writer.endLine()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  // MARK: Pieces

  /// A text broken at spaces.
  private func wrapped(_ text: String, first: String, next: String) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = next
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }

  private func painted(_ text: String, _ color: Color) -> String {
    isColored ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// ANSI colours.
private enum Color: String {
  case error = "1;31"
  case warning = "1;33"
  case place = "34"
}

extension Diagnostic.Severity {
  fileprivate var color: Color { self == .error ? .error : .warning }
}

extension String {
  /// The text without control characters, which could rewrite a terminal.
  fileprivate var printable: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }
}

extension Diagnostic {
  /// Writes the diagnostic for programs, as one object; line and column are `null` where it is about no place in a file.
  public func write(to writer: inout JSONWriter) {
    writer.object { object in
      object.member("code", code.id)
      object.member("severity", severity.rawValue)
      object.member("message", message)
      object.member("file", file)
      object.member("line", line == 0 ? nil : Int64(line))
      object.member("column", line == 0 ? nil : Int64(column))
      object.member("pointer", pointer)
      object.member("suggestions", suggestion.map { [$0] } ?? [])
      object.member("allowed", allowed)
      object.member("remedy", help)
    }
  }
}
