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
    guard case .customer(let number) = try person(in: ledger) else {
      throw ValidationError(
        "no customer of \(books.ledger) fits, but refused documents do: customers export and erase take them")
    }
    return number
  }

  /// The one person who is meant: a customer, or somebody who stands in refused documents alone.
  ///
  /// - Throws: `ValidationError` when nobody fits, or several do.
  func person(in ledger: LedgerStore) throws -> HeldPerson {
    let words = who == "-" ? readLine() ?? "" : who
    if let number = Int64(words) { return .customer(number) }
    let found = try ledger.people(Self.clue(words))
    guard let one = found.first else {
      throw ValidationError("nobody in \(books.ledger) fits; what is looked for is not repeated here")
    }
    guard found.count == 1 else {
      let numbers = found.compactMap { if case .customer(let number) = $0 { String(number) } else { nil } }
      throw ValidationError("several customers fit: \(numbers.joined(separator: ", ")); name one by its number")
    }
    return one
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
