import ArgumentParser
import Ledger
import Pipeline
import Privacy

/// `privacy`: the keys of personal data, how long it is kept, and what people ask for through platforms.
struct PrivacyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "privacy",
    abstract: "Look after the keys of personal data, how long it is kept, and what people ask for.",
    subcommands: [
      Keys.self, Rotate.self, NewKey.self, PrivacyRetention.self, PrivacyRetain.self, PrivacyRequests.self,
    ])

  /// `privacy keys`: what there is.
  struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell which key the ledger's keys are sealed under, how many there are and how many were destroyed.")

    @OptionGroup var books: LedgerOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let keys = try LedgerReader.open(books.ledger, key: key.source()).keys()
      try result.print(KeyList(path: keys.path, fingerprint: keys.fingerprint, counts: try keys.counts()))
    }
  }

  /// `privacy rotate`: another key.
  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Seal the ledger's keys under another key; the old one opens nothing afterwards.",
      discussion: """
        Names and addresses are not touched: only their keys are sealed anew, all in one transaction. Name the new key \
        in the business file afterwards, and destroy the old one: older copies of the file of keys open with it.
        """)

    @Option(
      name: .long,
      help: ArgumentHelp(
        "Where the new key is: env:NAME, file:PATH or command:PROGRAM ARGUMENTS.", valueName: "source"),
      transform: Rotate.source)
    var to: KeySource

    @OptionGroup var books: LedgerOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let new = try KeyDesk.key(to)
      let store = try LedgerStore.open(books.ledger, key: key.source())
      let old = try store.keys().fingerprint
      let blocks = try store.rotateKeys(to: new, at: Now.seconds)
      try store.close()
      try result.print(Rotation(from: old, to: new.fingerprint, blocks: blocks, place: to.place))
    }

    private static func source(_ text: String) throws -> KeySource {
      guard let source = KeySource(text) else {
        throw ValidationError("\"\(text)\" is no place of a key such as env:SHOPLEDGER_KEY or file:new.kek")
      }
      return source
    }
  }

  /// `privacy new-key`: a key in a file.
  struct NewKey: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a new key into a file that nobody else may read, to be named in the business file.")

    @Argument(help: "The file, which is not there yet.")
    var path: String

    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      try Disk.makeFolder(of: path)
      try result.print(MadeKey(path: path, fingerprint: try KeyText.make(inFile: path).fingerprint))
    }
  }
}
