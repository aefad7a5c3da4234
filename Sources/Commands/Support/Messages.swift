import Foundation
import Pipeline
import Reports

/// What a person reads beside the result: on standard error, in one voice.
enum Messages {
  /// Writes a line to standard error, wrapped where that is a terminal; in a log each keeps its line.
  static func line(_ text: String) { write(WrappedText.text(text, width: Terminal.failureWidth) + "\n") }

  /// Writes to standard error; where nobody takes it there is nobody left to tell.
  static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

  /// Shows why the program stops and what to do about it.
  static func show(_ failure: RunFailure) {
    let renderer = DiagnosticRenderer(width: Terminal.failureWidth, isColored: Terminal.isColored)
    write(renderer.render(failure))
  }

  /// Shows what is wrong in definitions.
  static func show(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    let renderer = DiagnosticRenderer(width: Terminal.width, isColored: Terminal.isColored)
    write(renderer.render(diagnostics))
  }
}
