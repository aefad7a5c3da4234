import ArgumentParser
import Pipeline

/// `explain`: what a code means and what to do about it.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a code: of a definition's mistake (E…), a reject (R…) or a finding (F…).")

  @Argument(help: "The code, such as R2101.")
  var code: String

  mutating func run() throws {
    if let code = DiagnosticCode.all.first(where: { $0.id == code }) {
      print("\(code.id): \(code.title)\n\n\(code.explanation)")
    } else if let code = RejectCode(rawValue: code) {
      print(
        "\(code.rawValue): \(code.title)\n\nThe document is kept among the rejects with its original bytes.\nWhat to do: \(code.remedy)."
      )
    } else if let code = FindingCode(rawValue: code) {
      print("\(code.rawValue): \(code.title)\n\nThe document is loaded; the finding is listed with it.")
    } else {
      throw ValidationError("there is no code \"\(code)\"")
    }
  }
}
