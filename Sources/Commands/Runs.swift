import ArgumentParser
import Columns
import Commerce
import Foundation
import Ledger
import Pipeline
import Reports

/// `runs`: what was run when, and with what result.
struct Runs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the runs of a ledger, or show one with its sources, totals and findings.",
    subcommands: [List.self, Show.self], defaultSubcommand: List.self)

  /// `runs list`: the latest runs.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the latest runs.")

    @OptionGroup var books: LedgerOptions

    @Option(name: .long, help: "How many.")
    var limit = 20

    mutating func run() throws {
      let runs = try LedgerReader(path: books.ledger).runs(limit: limit)
      let rows = runs.map { run in
        [
          String(run.run), run.pipeline, run.status, Self.minute(run.startedAt), String(run.loaded),
          String(run.unchanged), String(run.rejected),
        ]
      }
      print(
        TableText(
          header: ["run", "pipeline", "status", "started (UTC)", "loaded", "unchanged", "rejected"],
          rows: rows
        ).text, terminator: "")
    }

    /// The instant to the minute, so that a row fits a terminal of 80 columns; `runs show` has the second.
    private static func minute(_ seconds: Int64) -> String {
      String(Instant(seconds: seconds).description.prefix(16)).replacing("T", with: " ")
    }
  }

  /// `runs show`: one run.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one run.")

    @Argument(help: "The run's number.")
    var number: Int64

    @OptionGroup var books: LedgerOptions

    mutating func run() throws {
      let ledger = try LedgerReader(path: books.ledger)
      guard let run = try ledger.run(number) else {
        throw ValidationError("there is no run \(number) in \(books.ledger)")
      }
      print("run \(run.run) of \(run.pipeline) into \(run.store): \(run.status)")
      if !run.message.isEmpty { print("  \(run.message)") }
      let ended = run.finishedAt.map { Instant(seconds: $0).description } ?? "not ended"
      print("  started \(Instant(seconds: run.startedAt)), ended \(ended), version \(run.version)")
      print("  definition \(run.definitionDigest.prefix(8).map { String(format: "%02x", $0) }.joined())…")
      print("\nsources")
      for source in try ledger.sources(ofRun: number) {
        let place = source.digest == nil ? "read up to byte \(source.checkpoint?.position.byte ?? 0)" : "read whole"
        print("  \(source.identity.path)  \(source.layout)  \(source.identity.byteCount) bytes, \(place)")
      }
      var request = ReportRequest()
      request.run = number
      for table in try ReportCatalogue.named("control_totals")?.tables(request, from: ledger) ?? [] {
        print("\ntotals\n" + TableText(table).text, terminator: "")
      }
      let findings = try ledger.findings(run: number)
      if !findings.isEmpty { print("\nfindings") }
      for finding in findings {
        print("  \(finding.code)  \(finding.count)  \(FindingCode(rawValue: finding.code)?.title ?? "")")
        if !finding.example.isEmpty { print("        such as: \(finding.example)") }
      }
    }
  }
}
