import Foundation
import Pipeline

/// What a person reads beside the result: on standard error, in one voice.
enum Messages {
  /// Writes a line to standard error.
  static func line(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  /// Shows why the program stops and what to do about it.
  static func show(_ failure: RunFailure) {
    let renderer = DiagnosticRenderer(width: Terminal.failureWidth, isColored: Terminal.isColored)
    FileHandle.standardError.write(Data(renderer.render(failure).utf8))
  }

  /// Shows what is wrong in definitions.
  static func show(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    let renderer = DiagnosticRenderer(width: Terminal.width, isColored: Terminal.isColored)
    FileHandle.standardError.write(Data(renderer.render(diagnostics).utf8))
  }
}
