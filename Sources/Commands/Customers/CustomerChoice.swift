import ArgumentParser
import Commerce
import Ledger
import Pipeline

/// Whom a command is about: a customer's number, or what is known of the person.
struct CustomerChoice: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      """
      A customer's number, an e-mail address, a telephone number with its calling code, a VAT id, or a store's id as \
      STORE/ID; - reads it from standard input, so that it is in no list of commands.
      """, valueName: "customer"))
  var who: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions

  /// The ledger, with the key that the business names.
  func ledger() throws -> LedgerStore { try LedgerStore.open(books.ledger, key: key.source()) }

  /// The number of the one customer that is meant.
  ///
  /// - Throws: `ValidationError` when nobody fits, or several do.
  func number(in ledger: LedgerStore) throws -> Int64 {
    let words = who == "-" ? readLine() ?? "" : who
    if let number = Int64(words) { return number }
    let found = try ledger.customers(Self.clue(words))
    guard let number = found.first else {
      throw ValidationError("no customer of \(books.ledger) fits; what is looked for is not repeated here")
    }
    guard found.count == 1 else {
      let numbers = found.map(String.init).joined(separator: ", ")
      throw ValidationError("several customers fit: \(numbers); name one by its number")
    }
    return number
  }

  /// What words tell of a person.
  static func clue(_ words: String) -> ContactClue {
    if words.contains("@") { return .email(words) }
    if words.hasPrefix("+") || words.hasPrefix("00") { return .phone(words, nil) }
    let parts = words.split(separator: "/", maxSplits: 1)
    if parts.count == 2 { return .sourceID(String(parts[1]), store: String(parts[0])) }
    return .vatID(words)
  }
}
