import ArgumentParser
import Books
import Commerce
import Foundation
import Ledger
import Pipeline
import Privacy
import Reports

/// Where the ledger is.
struct LedgerOptions: ParsableArguments {
  @Option(name: .long, help: "The ledger's file.")
  var ledger = "output/ledger.sqlite"
}

/// Which of the stores of a ledger a list is about.
struct StoreFilter: ParsableArguments {
  @Option(name: .customLong("store"), help: "Only this store; default: all.")
  var name: String?

  /// The store's name; `nil` for all.
  ///
  /// - Throws: a mistake of the command line when nothing was ever run for a store of this name.
  func checked(in ledger: LedgerReader) throws -> String? {
    guard let name else { return nil }
    let known = try ledger.storeNames()
    guard known.contains(name) else { throw UnknownName.error("store", name, in: ledger.path, among: known) }
    return name
  }
}

/// Which account a list is about.
struct AccountFilter: ParsableArguments {
  @Option(name: .customLong("account"), help: ArgumentHelp("Only this account; default: all.", valueName: "number"))
  var number: String?

  /// The account's number; `nil` for all.
  ///
  /// - Throws: a mistake of the command line when nothing was posted to such an account.
  func checked(in ledger: LedgerReader) throws -> String? { try number.map { try Self.account($0, in: ledger).number } }

  /// The account of a number.
  ///
  /// - Throws: as ``checked(in:)``.
  static func account(_ number: String, in ledger: LedgerReader) throws -> Account {
    guard let found = try ledger.accounts().first(where: { $0.number == number }) else {
      throw ValidationError("nothing was posted to an account \"\(number)\"; see: shopledger accounts list")
    }
    return found
  }
}

/// Where the key is that personal data is sealed under.
struct KeyOptions: ParsableArguments {
  @Option(name: .long, help: "The business file, which says where the key of personal data is kept.")
  var business = KeyOptions.usual

  /// The source that the business file names, or the file beside the ledger.
  func source() throws -> KeyOrigin { try Self.source(in: business) }

  /// The source that a business file names, or the file beside the ledger, also where there is no business file.
  static func source(in business: String?) throws -> KeyOrigin {
    let path = business ?? KeyOptions.usual
    guard FileManager.default.fileExists(atPath: path) else {
      return KeyOrigin(source: nil, file: path, isFileMissing: true)
    }
    return KeyOrigin(source: try SellerOptions.read(path).key, file: path)
  }

  /// For how long the business keeps what; `nil` where there is no business file.
  func policy() throws -> RetentionPolicy? {
    guard FileManager.default.fileExists(atPath: business) else { return nil }
    return RetentionPolicy(of: try SellerOptions.read(business))
  }

  /// The business file of those who have one.
  static let usual = "pipelines/business.json"
}

/// Which days of a stream, in place of what the definition says.
struct WindowOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Pull what changed since this day (UTC).", valueName: "date"),
    transform: ArgumentValue.day)
  var since: CivilDate?

  @Option(
    name: .long, help: ArgumentHelp("Pull what changed before this day (UTC).", valueName: "date"),
    transform: ArgumentValue.day)
  var until: CivilDate?
}

/// Which definition, with which stores and settings.
struct DefinitionOptions: ParsableArguments {
  @Argument(help: "The pipeline definition.")
  var definition: String

  @Option(name: .long, help: "The stores file.")
  var stores = "pipelines/stores.json"

  @Option(name: .customLong("set"), help: ArgumentHelp("Sets a variable of the definition.", valueName: "name=value"))
  var settings: [String] = []
}

/// How a command prints what it found out.
struct ResultOptions: ParsableArguments {
  @Option(name: .long, help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  /// Prints the result to standard output.
  ///
  /// - Throws: `E8103` when the disk behind it is full.
  func print(_ result: some CommandResult) throws(RunFailure) {
    switch format {
    case .text: try result.isVerbatim ? StandardOutput.write(result.text) : StandardOutput.write(sentences: result.text)
    case .json: try StandardOutput.write(result.json)
    }
  }
}

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// For programs.
  case json
}
