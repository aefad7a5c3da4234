import ArgumentParser
import Ledger
import Pipeline

/// `run`: runs a pipeline into the ledger and writes its reports.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a pipeline into the ledger and write its reports.",
    discussion: """
      A run that was killed goes on where it stopped when the same command is started again. Sources whose bytes were \
      published before are not read again.

      A definition with "stores" in place of "store" is run for each of them in turn. One that fails does not keep the \
      others from their turn; the exit code is that of what has to be seen to first.
      """)

  @OptionGroup var source: DefinitionOptions
  @OptionGroup var window: WindowOptions
  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "The folder that reports go to.")
  var output = "output"

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Tell the store exactly what this plan of \"sync plan --save\" says, or nothing: exit code 13.",
      valueName: "file"))
  var plan: String?

  @OptionGroup var result: ResultOptions

  @Flag(name: .long, help: "Only for stores whose \"auto_sync_interval\" has passed since they were synchronised last.")
  var due = false

  @Flag(name: .long, help: "No progress, only the result.")
  var quiet = false

  mutating func run() async throws {
    let many = try StoreSelection(path: source.definition, stores: source.stores, settings: source.settings)
    // What cannot be compiled should not create a ledger.
    let first = many?.choices.first { $0.skipped == nil }?.store
    if many != nil, plan != nil {
      throw ValidationError("a plan is for one store: name it with --set store=NAME")
    }
    if many != nil, first == nil { return try print(many?.choices.map(Self.skipped) ?? []) }
    let project = try Project(
      path: source.definition, stores: source.stores, settings: source.settings, for: first)
    let file = try plan.map { path in (path: path, plan: try PlanFile(path: path)) }
    let planned = try file.map { try $0.plan.changes(for: project.pipeline, path: $0.path) }
    let business = project.business
    try Disk.makeFolder(of: books.ledger)
    let store = try LedgerStore.open(books.ledger, key: business.key, isMade: true)
    try file?.plan.check(store.identity(), path: file?.path ?? "")
    Interruption.watch()
    let progress = ProgressLine(isQuiet: quiet || result.format == .json)
    var environment = RunEnvironment.system(output: output, ledger: books.ledger) { progress.show($0) }
    environment.planned = planned
    let run = StoreRun(
      source: source, window: window, output: output, onlyDue: due, ledger: store, environment: environment)
    guard let many else {
      let outcome = try await run(for: nil)
      progress.clear()
      try store.close()
      try result.print(StoreRunResult(outcome: outcome))
      if outcome.exit != .done { throw Stop(exit: outcome.exit) }
      return
    }
    var outcomes: [StoreRunOutcome] = []
    for choice in many.choices {
      let outcome = try await Self.outcome(of: choice, run)
      progress.clear()
      if result.format == .text { try result.print(StoreRunResult(outcome: outcome)) }
      outcomes.append(outcome)
    }
    try store.close()
    try print(outcomes)
  }

  /// Runs one store of many: that it fails does not keep the others from their turn, but for an interruption.
  private static func outcome(of choice: StoreChoice, _ run: StoreRun) async throws -> StoreRunOutcome {
    if choice.skipped != nil { return skipped(choice) }
    do {
      return try await run(for: choice.store)
    } catch let failure as RunFailure {
      guard failure.exit != .interrupted, failure.exit != .terminated else { throw failure }
      Messages.show(failure)
      return .failed(store: choice.store.name, failure)
    } catch is Stop { return .invalid(store: choice.store.name) }
  }

  private static func skipped(_ choice: StoreChoice) -> StoreRunOutcome {
    .skipped(store: choice.store.name, reason: choice.skipped ?? "")
  }

  /// Prints what became of many stores; one action of a scheduler follows.
  private func print(_ outcomes: [StoreRunOutcome]) throws {
    try result.print(StoreRunResults(outcomes: outcomes))
    if let exit = ExitCode.most(urgent: outcomes.map(\.exit)) { throw Stop(exit: exit) }
  }
}

extension Pipeline.ExitCode {
  /// What is to be seen to first: faults before what a person has to mend, that before what is tried again.
  private static let byUrgency: [Self] = [
    .internalFault, .usage, .definitionInvalid, .unbalanced, .tooManyRejects, .schemaDrift, .destinationUnavailable,
    .locked, .sourceUnavailable, .publishedWithRejects,
  ]

  /// The most urgent of several; `nil` where all is done.
  static func most(urgent exits: [Self]) -> Self? {
    byUrgency.first { exits.contains($0) } ?? exits.first { $0 != .done }
  }
}
