import ArgumentParser
import Foundation
import Ledger
import Pipeline
import Tax
import Transform
import VIES

/// `vatid`: what is known of VAT ids.
struct VATIDCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vatid", abstract: "Check VAT ids.", subcommands: [Check.self], defaultSubcommand: Check.self)

  /// `vatid check`: form and check digits of numbers, and whether they are registered.
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check form and check digits of VAT ids, and with VIES whether they are registered.",
      discussion: """
        shopledger vatid check "de 136.695.976" GR094259216
        shopledger vatid check numbers.csv
        shopledger vatid check numbers.csv --service vies --transport simulated
        shopledger vatid check --pending --transport live

        A file has the column input and may have country, the two letters of whoever is said to have given the number \
        out: British, Swiss and Norwegian numbers need no prefix then. Its rows come back with vat_id, the number in \
        normal form, status (valid or invalid), reason (prefix, length, character, part or check_digits) and what that \
        means. Failed check digits are a warning and no proof.
        """)

    @Argument(help: "Numbers, or a file of rows (- for standard input).")
    var words: [String] = []

    @Flag(name: .long, help: "Ask about all numbers of the ledger for which there was no answer, and keep the answers.")
    var pending = false

    @Option(name: .long, help: "Whom to ask whether numbers are registered: vies or none.")
    var service = Service.none

    @Option(name: .long, help: "How VIES is reached: live, or simulated by this program.")
    var transport: Transport?

    @Option(name: .long, help: "What goes wrong with the simulated service: none, busy, office_hours, flaky or down.")
    var faults = "none"

    @Option(name: .long, help: "The business file, whose own number is told to VIES.")
    var business = "pipelines/business.json"

    @OptionGroup var books: LedgerOptions
    @OptionGroup var rows: RowOptions

    /// Whom to ask.
    enum Service: String, ExpressibleByArgument, CaseIterable { case none, vies }
    /// By which way.
    enum Transport: String, ExpressibleByArgument, CaseIterable { case live, simulated }

    mutating func run() async throws {
      if pending { return try await askAgain() }
      let files = words.filter(Self.isFile)
      guard !words.isEmpty else { throw ValidationError("name a number, a file of rows, or --pending") }
      guard files.isEmpty || words.count == 1 else {
        throw ValidationError("name one file, or numbers; \(words.joined(separator: ", ")) are both")
      }
      var table =
        try files.first.map { try RowTable(reading: $0, columns: VATIDDesk.columns) }
        ?? RowTable(asking: ["input"], rows: words.map { [$0] }, columns: VATIDDesk.columns)
      let format = rows.format ?? (files.isEmpty ? .text : .csv)
      var desk = VATIDDesk(service: try door())
      guard desk.asks else { return try table.answer(adding: desk.added, as: format, desk.answer) }
      try await table.answer(adding: desk.added, as: format) { row in
        await desk.ask(row)
      } _: { row, answer throws(RowProblem) in
        desk.answer(row, &answer)
      }
    }

    /// Whether a word means a file of rows: one that is there, or that nobody would take for a number.
    private static func isFile(_ word: String) -> Bool {
      if word == "-" || FileManager.default.fileExists(atPath: word) { return true }
      let ending = URL(filePath: word).pathExtension
      return !ending.isEmpty && ending.allSatisfy(\.isLetter)
    }

    /// Asks about what the ledger has no answer to, and keeps the answers.
    private mutating func askAgain() async throws {
      guard words.isEmpty else { throw ValidationError("--pending takes its numbers from the ledger: name none") }
      guard FileManager.default.fileExists(atPath: books.ledger) else {
        // Says what to do about it.
        _ = try LedgerReader(path: books.ledger)
        return
      }
      service = .vies
      guard var asked = try door() else { return }
      let ledger = try LedgerStore(path: books.ledger)
      let numbers = try ledger.unansweredVATIDs(asked.origin)
      var checks: [String: VATIDCheck] = [:]
      for number in numbers {
        let text = Array(number.utf8)
        let check = await asked.check(VATID.read(text.span))
        // Each by itself: an answer that came is not to be lost with the next.
        try ledger.keep([check])
        checks[number] = check
      }
      try ledger.close()
      var table = try RowTable(asking: ["input"], rows: numbers.map { [$0] }, columns: VATIDDesk.columns)
      var desk = VATIDDesk(service: nil)
      desk.take(checks)
      try table.answer(adding: desk.added, as: rows.format ?? .text, desk.answer)
      if checks.values.contains(where: { $0.answer == .unknown }) { throw Stop(exit: .sourceUnavailable) }
    }

    /// The way to VIES; `nil` where nobody is asked.
    private func door() throws -> VATIDService? {
      guard service == .vies else { return nil }
      guard let transport else {
        throw ValidationError("name the way to VIES: --transport live, or --transport simulated")
      }
      let now = Int64(Date().timeIntervalSince1970)
      let requester = try requester(now)
      switch transport {
      case .live: return VATIDService(live: LivePlatforms(), requester: requester)
      case .simulated:
        guard let trouble = VIESTrouble.named(faults) else {
          throw ValidationError(
            "there are no faults \"\(faults)\"; there are \(VIESTrouble.all.map(\.name).joined(separator: ", "))")
        }
        return VATIDService(simulated: trouble, seed: 1, now: now, requester: requester)
      }
    }

    /// The business's own number.
    private func requester(_ now: Int64) throws -> VATID? {
      let checked = Business.read(try Disk.read(business), file: business)
      Messages.show(checked.diagnostics)
      guard let seller = checked.valid else { throw Stop(exit: .definitionInvalid) }
      return VATIDService.requester(of: seller, at: now)
    }
  }
}
