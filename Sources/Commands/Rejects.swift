import ArgumentParser
import Ledger
import Pipeline

/// `rejects`: the documents that were refused, with their original bytes.
struct Rejects: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List rejected documents, show one with its original bytes, or send them through the pipeline again.",
    subcommands: [List.self, Show.self, RedriveCommand.self], defaultSubcommand: List.self)

  /// `rejects list`: which documents were refused, and why.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List rejected documents, the latest first.")

    @OptionGroup var books: LedgerOptions

    @Option(name: .long, help: "Only with this status: open, resolved, repeated, or all.")
    var status = "open"

    @Option(name: .long, help: "Only for this reason, such as R3001.", transform: ArgumentValue.rejectCode)
    var code: String?

    @Option(name: .customLong("run"), help: "Only of this run.")
    var number: Int64?

    @Option(name: .long, help: "How many.", transform: ArgumentValue.count)
    var limit = 50

    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let known = ["open", "resolved", "repeated", "all"]
      guard known.contains(status) else { throw UnknownName.error("status", status, among: known) }
      let ledger = try LedgerReader(path: books.ledger)
      if let number, try ledger.run(number) == nil {
        throw ValidationError("there is no run \(number) in \(books.ledger)")
      }
      let filter = RejectFilter(status: status == "all" ? nil : status, code: code, run: number)
      let rejects = try LimitedList(limit) { try ledger.rejects(filter, limit: $0) }
      try result.print(RejectList(rejects: rejects.records, counts: try ledger.rejectCounts(filter)))
      rejects.tell("rejects")
    }
  }

  /// `rejects show`: one with everything that is known of it.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one rejected document.")

    @Argument(help: "The reject's number.")
    var number: Int64

    @OptionGroup var books: LedgerOptions
    @OptionGroup var key: KeyOptions

    @Flag(
      name: .customLong("show-values"),
      help: "Show the original bytes and the value at fault, which may be personal; each look is put on record.")
    var showValues = false

    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let ledger = try LedgerReader.open(books.ledger, key: key.source())
      if showValues, try ledger.rejectedDocument(number, opened: false) != nil {
        let store = try LedgerStore.open(books.ledger, key: key.source())
        try store.record(AuditEntry(.rejectRead, subject: "reject \(number)"), at: Now.seconds)
        try store.close()
      }
      guard let reject = try RejectDetails(number, showsValues: showValues, from: ledger) else {
        throw ValidationError("there is no reject \(number) in \(books.ledger)")
      }
      try result.print(reject)
    }
  }

  /// `rejects redrive`: through all stages again.
  struct RedriveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "redrive",
      abstract: "Send rejected documents through all stages of a pipeline again, from their original bytes.")

    @OptionGroup var source: DefinitionOptions
    @OptionGroup var books: LedgerOptions

    @Option(name: .long, help: "Only those rejected for this reason.", transform: ArgumentValue.rejectCode)
    var code: String?

    @Option(name: .long, help: "The folder that reports go to.")
    var output = "output"

    @Flag(name: .customLong("dry-run"), help: "Only tell which would pass now.")
    var dryRun = false

    @OptionGroup var result: ResultOptions

    mutating func run() async throws {
      let first = try Project(path: source.definition, stores: source.stores, settings: source.settings)
      let ledger = try LedgerReader.open(books.ledger, key: first.business.key)
      var filter = RejectFilter(status: "open", code: code, store: first.pipeline.store.name)
      filter.entity = first.pipeline.entity
      // The lock comes before the list: another run may be about to change it.
      let store = dryRun ? nil : try LedgerStore.open(books.ledger, key: first.business.key)
      let documents = try ledger.rejectedDocuments(filter)
      guard let store else {
        let environment = RunEnvironment.system(output: "", ledger: books.ledger) { _ in }
        let redrive = Redrive(pipeline: first.pipeline, environment: environment)
        return try result.print(RedriveTrial(outcomes: try await redrive.trial(documents)))
      }
      guard !documents.isEmpty else { return try result.print(NothingToRedrive()) }
      let project = try Project(
        path: source.definition, stores: source.stores, settings: source.settings, ledger: store)
      let environment = RunEnvironment.system(output: output, ledger: books.ledger) { _ in }
      let request = project.request(environment, purpose: "redrive")
      let report = try await Redrive(pipeline: project.pipeline, environment: environment).run(
        documents, into: store, request)
      try store.close()
      try result.print(RunSummary(report, reportPath: nil))
      if report.exit != .done { throw Stop(exit: report.exit) }
    }
  }
}
