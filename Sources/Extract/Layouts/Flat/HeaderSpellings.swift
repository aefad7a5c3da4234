/// The ways in which files spell the names of columns: other languages, other years, other capitals.
struct HeaderSpellings: Sendable {
  private let names: [String: String]

  /// The spellings of columns; each column's own name is one of them.
  ///
  /// Capitals, blanks at the ends, no-break spaces and the form of an apostrophe make no difference.
  init(_ columns: [(name: String, spellings: [String])]) {
    var names: [String: String] = [:]
    for column in columns {
      for spelling in [column.name] + column.spellings { names[Self.folded(spelling)] = column.name }
    }
    self.names = names
  }

  /// The column that is spelt so; the spelling itself where no column is.
  func column(_ spelling: String) -> String { names[Self.folded(spelling)] ?? spelling }

  /// The spelling as it is compared.
  static func folded(_ spelling: String) -> String {
    var words: [String] = []
    for word in spelling.split(whereSeparator: \.isWhitespace) {
      words.append(String(word).lowercased())
    }
    return String(words.joined(separator: " ").map { $0 == "\u{2019}" || $0 == "\u{2018}" ? "'" : $0 })
  }
}
