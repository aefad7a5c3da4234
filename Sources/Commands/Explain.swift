import ArgumentParser

/// `explain`: what a code means and what to do about it.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a code: of a definition's mistake or a failed run (E…), a reject (R…) or a finding (F…).")

  @Argument(help: "The code, such as R2101.")
  var code: String

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    guard let explanation = CodeExplanation(code.uppercased()) else {
      throw ValidationError("there is no code \"\(code)\"")
    }
    result.print(explanation)
  }
}
