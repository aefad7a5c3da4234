import ArgumentParser
import Columns
import Foundation
import Ledger
import Pipeline
import Reports

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

    @Option(name: .long, help: "Only for this reason, such as R3001.")
    var code: String?

    @Option(name: .customLong("run"), help: "Only of this run.")
    var number: Int64?

    @Option(name: .long, help: "How many.")
    var limit = 50

    mutating func run() throws {
      let ledger = try LedgerReader(path: books.ledger)
      let filter = RejectFilter(status: status == "all" ? nil : status, code: code, run: number)
      let rejects = try ledger.rejects(filter, limit: limit)
      let rows = rejects.map { reject in
        [
          String(reject.reject), String(reject.run), reject.code, reject.status, reject.path,
          String(reject.position.line), RejectCode(rawValue: reject.code)?.title ?? "",
        ]
      }
      print(
        TableText(header: ["reject", "run", "code", "status", "file", "line", "reason"], rows: rows).text,
        terminator: "")
      for (code, count) in try ledger.rejectCounts(filter) {
        guard let known = RejectCode(rawValue: code) else { continue }
        print("\n\(code): \(count) × \(known.title)\n  = help: \(known.remedy)")
      }
    }
  }

  /// `rejects show`: one with everything that is known of it.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one rejected document.")

    @Argument(help: "The reject's number.")
    var number: Int64

    @OptionGroup var books: LedgerOptions

    @Flag(
      name: .customLong("show-values"), help: "Show the original bytes and the value at fault, which may be personal.")
    var showValues = false

    mutating func run() throws {
      let ledger = try LedgerReader(path: books.ledger)
      guard let document = try ledger.rejectedDocument(number) else {
        throw ValidationError("there is no reject \(number) in \(books.ledger)")
      }
      for reason in try ledger.reasons(ofReject: number) {
        let code = RejectCode(rawValue: reason.code)
        let value = showValues ? reason.value.map { " \"\($0)\"" } ?? "" : ""
        print("reject[\(reason.code)]:\(value) \(code?.title ?? "")")
        print("  --> \(document.path):\(reason.position.line)  byte \(reason.position.byte)", terminator: "")
        print(reason.column.map { "  column \"\($0)\"" } ?? "")
        if !reason.detail.isEmpty { print("   = because: \(reason.detail)") }
        print("   = fix: \(code?.remedy ?? ""); then: shopledger rejects redrive DEFINITION --code \(reason.code)")
      }
      guard showValues else {
        print("\nThe original record is kept; --show-values prints it.")
        return
      }
      print("\n\(document.header.joined(separator: ","))\n\(String(decoding: document.raw, as: UTF8.self))")
    }
  }

  /// `rejects redrive`: through all stages again.
  struct RedriveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "redrive",
      abstract: "Send rejected documents through all stages of a pipeline again, from their original bytes.")

    @OptionGroup var source: DefinitionOptions
    @OptionGroup var books: LedgerOptions

    @Option(name: .long, help: "Only those rejected for this reason.")
    var code: String?

    @Option(name: .long, help: "The folder that reports go to.")
    var output = "output"

    @Flag(name: .customLong("dry-run"), help: "Only tell which would pass now.")
    var dryRun = false

    mutating func run() async throws {
      let first = try Project(path: source.definition, stores: source.stores, settings: source.settings)
      let ledger = try LedgerReader(path: books.ledger)
      let filter = RejectFilter(status: "open", code: code, store: first.pipeline.store.name)
      // The lock comes before the list: another run may be about to change it.
      let store = dryRun ? nil : try LedgerStore(path: books.ledger)
      let documents = try ledger.rejectedDocuments(filter)
      guard !documents.isEmpty else {
        print("there is no open reject to redrive")
        return
      }
      guard let store else { return try Self.trial(documents, first, books.ledger) }
      let project = try Project(
        path: source.definition, stores: source.stores, settings: source.settings, customers: store)
      let environment = RunEnvironment.system(output: output, ledger: books.ledger) { _ in }
      let request = project.request(environment, purpose: "redrive")
      let report = try Redrive(pipeline: project.pipeline, environment: environment).run(
        documents, into: store, request)
      try store.close()
      print(RunSummary(report, reportPath: nil).text)
      if report.exit != .done { throw Stop(exit: report.exit) }
    }

    private static func trial(_ documents: [RejectedDocument], _ project: Project, _ ledger: String) throws {
      let environment = RunEnvironment.system(output: "", ledger: ledger) { _ in }
      let outcomes = try Redrive(pipeline: project.pipeline, environment: environment).trial(documents)
      for outcome in outcomes {
        let codes = outcome.refusals.map(\.code).joined(separator: ", ")
        print("reject \(outcome.reject): \(codes.isEmpty ? "would pass" : "would be rejected again for \(codes)")")
      }
    }
  }
}
