import ArgumentParser
import Ledger
import Pipeline

/// `verify`: whether the ledger is what was written into it.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that nobody has tampered with the ledger's records.",
    discussion: """
      Every row of the audit log bears a hash over itself and the row before it, and the file of keys knows how far the \
      log goes: a row that was changed, deleted, put in, moved or cut off is found. All lines are added up anew and held \
      against their documents, the sums that reports are made of, and the control totals of runs. Entries of the journal \
      bear hashes as well, balance, and are as many as the audit log says. Every booked document is posted again, and the \
      sums are compared with those of the journal. Exit code 6 says that something is wrong.
      """)

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerReader.open(books.ledger, key: key.source())
    let verdict = try Verification(checks: [
      Verification.Check(ledger.auditWalk()), Verification.Check(ledger.subLedgerAgreement()),
      Verification.Check(ledger.journalWalk()),
      Verification.Check(ledger.booksAgreement(), in: ledger.booksCurrency()),
    ])
    try result.print(verdict)
    if !verdict.isWhole { throw Stop(exit: .unbalanced) }
  }
}
