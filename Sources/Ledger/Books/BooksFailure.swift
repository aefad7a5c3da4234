/// What can go wrong between the rules and the journal, in words for the person who must act.
import Books
import Commerce
import Pipeline

enum BooksFailure {
  /// No account plays a role.
  static func unmapped(_ key: AccountKey) -> RunFailure {
    RunFailure(
      "E8601", .definitionInvalid, "no account is given for \"\(key)\"",
      remedy: "add it to \"accounts\" of the business file; shopledger accounts check lists all that are missing")
  }

  /// The postings of an entry do not add up.
  static func unbalanced(_ draft: EntryDraft, by difference: Int64, _ base: Currency) -> RunFailure {
    let amount = Money(MinorUnits(difference), base)
    return RunFailure(
      "E8602", .internalFault, "the entry for \(draft.document) of \(draft.date) does not balance: \(amount) too much",
      remedy: "nothing was booked of it; please report the document's lines")
  }

  /// The ledger's books are others than the business's.
  static func otherBooks(_ currency: String, _ home: String, _ business: BooksProfile) -> RunFailure {
    RunFailure(
      "E8603", .definitionInvalid,
      "the books of this ledger are kept in \(currency) by a business in \(home), and the business file says \(business.currency.code) and \(business.home.code)",
      remedy: "book into a ledger of its own: books keep their currency and country")
  }

  /// A month is closed.
  static func closed(_ month: CivilMonth, through last: CivilMonth) -> RunFailure {
    RunFailure(
      "E8604", .usage, "\(month) is closed: the books are closed through \(last)",
      remedy: "book into a later month, or reopen \(last) with: shopledger periods reopen \(last) --reason …")
  }

  /// A month cannot be closed or reopened now.
  static func outOfOrder(_ month: CivilMonth, through last: CivilMonth?) -> RunFailure {
    let state = last.map { "the books are closed through \($0)" } ?? "no month is closed"
    return RunFailure(
      "E8605", .usage, "\(month) cannot be closed or reopened now: \(state)",
      remedy: "months are closed in their order, and reopened from the last one; see: shopledger periods list")
  }

  /// An event was booked before, with other amounts.
  static func bookedBefore(_ draft: EntryDraft, as number: Int64) -> RunFailure {
    RunFailure(
      "E8606", .unbalanced, "\(draft.document) is booked in entry \(number) already, with other amounts",
      remedy: "correct it by an entry of its own; what is sealed stays")
  }

  /// An entry cannot be taken back.
  static func notReversible(_ entry: Int64, exists: Bool) -> RunFailure {
    RunFailure(
      "E8608", .usage,
      exists ? "entry \(entry) was taken back before" : "there is no journal entry \(entry)",
      remedy: "see: shopledger journal list")
  }

  /// An entry takes documents back, and so cannot be taken back itself.
  static func takesBackDocuments(_ entry: Int64, of original: Int64) -> RunFailure {
    RunFailure(
      "E8608", .usage, "entry \(entry) takes back entry \(original) with its documents",
      remedy: "book the documents again with: shopledger journal post --again")
  }

  /// What a later entry has booked is a difference to an entry.
  static func correctedSince(_ entry: Int64, by later: Int64) -> RunFailure {
    RunFailure(
      "E8608", .usage, "entry \(later) corrects documents of entry \(entry)",
      remedy: "take entry \(later) back first: what it has booked is the difference to this one")
  }

  /// A currency has no fixing.
  static func noFixing(_ currency: Currency, on date: CivilDate) -> RunFailure {
    RunFailure(
      "E8609", .sourceUnavailable, "there is no exchange rate for \(currency.code) on \(date)",
      remedy: "fetch a newer file of reference rates, or settle what is open in \(currency.code) first")
  }

  /// The differences of a month are more than the program can count.
  static func tooLarge(_ month: CivilMonth) -> RunFailure {
    RunFailure("E1002", .internalFault, "what is open at the end of \(month) is worth more than the program can count")
  }
}
