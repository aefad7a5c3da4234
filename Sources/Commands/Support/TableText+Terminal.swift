import Reports

/// Tables that fit the terminal.
extension TableText {
  /// The table as wide as the terminal; whole where a file or another program takes it.
  var text: String { rendered(width: Terminal.tableWidth) }
}
