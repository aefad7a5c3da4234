import ArgumentParser
import Pipeline

/// `explain`: what a code means and what to do about it.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a code: of a definition's mistake or a failed run (E…), a reject (R…) or a finding (F…).")

  @Argument(help: "The code, such as R2101.")
  var code: String

  mutating func run() throws {
    guard let text = Self.text(of: code.uppercased()) else { throw ValidationError("there is no code \"\(code)\"") }
    print(text)
  }

  /// What a person reads about a code; `nil` when there is no such code.
  static func text(of code: String) -> String? {
    if let code = DiagnosticCode.named(code) {
      return "\(code.id): \(code.title)\n\n\(code.explanation)"
    }
    if let code = FailureCode(rawValue: code) {
      return "\(code.rawValue): \(code.title)\n\nWhat to do: \(code.remedy)."
    }
    if let code = RejectCode(rawValue: code) {
      return """
        \(code.rawValue): \(code.title)

        The document is kept among the rejects with its original bytes.
        What to do: \(code.remedy).
        """
    }
    if let code = FindingCode(rawValue: code) {
      return """
        \(code.rawValue): \(code.title)

        The document is loaded; the finding is listed with it.
        What to do: \(code.remedy).
        """
    }
    return nil
  }
}
