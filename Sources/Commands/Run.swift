import ArgumentParser
import Ledger
import Pipeline
import Reports

/// `run`: runs a pipeline into the ledger and writes its reports.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a pipeline into the ledger and write its reports.",
    discussion: """
      A run that was killed goes on where it stopped when the same command is started again. Sources whose bytes were \
      published before are not read again.
      """)

  @OptionGroup var source: DefinitionOptions
  @OptionGroup var window: WindowOptions
  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "The folder that reports go to.")
  var output = "output"

  @OptionGroup var result: ResultOptions

  @Flag(name: .long, help: "No progress, only the result.")
  var quiet = false

  mutating func run() async throws {
    // What cannot be compiled should not create a ledger.
    let business = try Project(path: source.definition, stores: source.stores, settings: source.settings).business
    try Disk.makeFolder(of: books.ledger)
    let store = try LedgerStore.open(books.ledger, key: business.key)
    let project = try Project(
      path: source.definition, stores: source.stores, settings: source.settings, window: window, ledger: store)
    Interruption.watch()
    let progress = ProgressLine(isQuiet: quiet || result.format == .json)
    let environment = RunEnvironment.system(output: output, ledger: books.ledger) { progress.show($0) }
    let request = project.request(environment)
    let report = try await Runner(
      pipeline: project.pipeline, store: store, request: request, environment: environment
    ).run()
    progress.clear()
    try store.close()
    let path = try RunReportFile(report).write(under: output)
    result.print(RunSummary(report, reportPath: path))
    if report.exit != .done { throw Stop(exit: report.exit) }
  }
}
