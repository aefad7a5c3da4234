import Reports

/// Tables that fit the terminal.
extension TableText {
  /// The table as wide as the terminal.
  var text: String { rendered(width: Terminal.width) }
}
