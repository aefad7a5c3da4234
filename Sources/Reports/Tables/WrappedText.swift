/// Text broken into lines that keep within a width.
///
/// Lines break between words; a word that is longer than a line is broken only where asked, so that a path, an address or a
/// command can be copied as it stands.
public struct WrappedText: Sendable {
  /// The lines, without line feeds.
  public let lines: [String]

  /// Breaks one line.
  ///
  /// - Parameters:
  ///   - width: what to keep within, in characters.
  ///   - hanging: what further lines begin with; it counts towards their width.
  ///   - breaksWords: whether words that are too long are broken, behind a mark such as `-` where they have one.
  public init(_ text: String, width: Int, hanging: String = "", breaksWords: Bool = false) {
    guard text.count > width, width > hanging.count else {
      lines = [text]
      return
    }
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var hasWords = false
    for word in text.dropFirst(line.count).split(separator: " ", omittingEmptySubsequences: false) {
      var word = word
      if hasWords, line.count + 1 + word.count > width {
        while line.last == " " { line.removeLast() }
        lines.append(line)
        line = hanging
        hasWords = false
      }
      while breaksWords, !hasWords, line.count + word.count > width {
        let piece = Self.piece(of: word, atMost: width - line.count)
        lines.append(line + piece)
        line = hanging
        word = word.dropFirst(piece.count)
      }
      if hasWords { line += " " }
      line += word
      hasWords = true
    }
    self.lines = lines + [line]
  }

  /// A whole text of many lines; those that fit stay as they are, and what follows from one that does not is set in by as
  /// much as the line is and two more.
  public static func text(_ text: String, width: Int) -> String {
    guard width < .max else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let indent = String(line.prefix { $0 == " " }) + "  "
      return WrappedText(String(line), width: width, hanging: indent).lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// The beginning of a word that is too long, up to the last mark in its second half.
  private static func piece(of word: Substring, atMost count: Int) -> Substring {
    let piece = word.prefix(max(1, count))
    guard let mark = piece.lastIndex(where: { "-/_.,:;@=&?".contains($0) }) else { return piece }
    let through = piece[...mark]
    return through.count * 2 >= piece.count ? through : piece
  }
}
