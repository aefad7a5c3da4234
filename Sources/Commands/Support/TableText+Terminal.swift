import Pipeline
import Reports

/// Tables that fit the terminal.
extension TableText {
  /// The table as wide as the terminal; whole where a file or another program takes it.
  var text: String { rendered(width: Terminal.tableWidth) }
}

/// Sentences that fit the terminal.
extension StandardOutput {
  /// Writes what a person reads: lines that are wider than the terminal go on below, indented.
  static func write(sentences text: String) throws(RunFailure) {
    try write(WrappedText.text(text, width: Terminal.tableWidth))
  }
}
