import Reports

extension TableText {
  /// A table by its headings; one that starts with `#` is of numbers, which stand at the right.
  init(header: [String], rows: [[String]]) {
    self.init(
      columns: header.map { heading in
        heading.hasPrefix("#") ? Column(String(heading.dropFirst()), isNumber: true) : Column(heading)
      }, rows: rows)
  }

  /// The table as wide as the terminal.
  var text: String { rendered(width: Terminal.width) }
}
