/// The formats of the journal there are; a new one is one file and one line here.
public enum JournalFormats {
  /// All of them, in the order in which help lists them.
  public static let all: [any JournalFormat] = [
    DATEVFormat(), HledgerFormat(), BeancountFormat(), XeroJournalFormat(), XeroInvoiceFormat(),
    QuickBooksJournalFormat(), QuickBooksInvoiceFormat(),
  ]

  /// The format of that name.
  public static func named(_ name: String) -> (any JournalFormat)? { all.first { $0.name == name } }
}
