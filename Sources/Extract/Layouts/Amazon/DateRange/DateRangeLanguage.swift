import Commerce

/// The languages in which Seller Central writes the date-range report, told by how the first column is called.
struct DateRangeLanguage: Sendable {
  /// The spelling of `date/time`.
  let dateTime: String
  /// The decimal mark of its amounts.
  let mark: NumberGrammar.DecimalMark
  /// The currency where the preamble names none; empty for languages of several.
  let currency: String

  /// All languages. British, Canadian, Australian and Emirati files are English; Belgian ones that are French differ from
  /// French ones in other columns.
  static let all: [DateRangeLanguage] = [
    DateRangeLanguage(dateTime: "date/time", mark: .point, currency: ""),
    DateRangeLanguage(dateTime: "Datum/Uhrzeit", mark: .comma, currency: "EUR"),
    DateRangeLanguage(dateTime: "date/heure", mark: .comma, currency: "EUR"),
    DateRangeLanguage(dateTime: "Data/Ora:", mark: .comma, currency: "EUR"),
    DateRangeLanguage(dateTime: "fecha y hora", mark: .comma, currency: "EUR"),
    DateRangeLanguage(dateTime: "datum/tijd", mark: .comma, currency: "EUR"),
    DateRangeLanguage(dateTime: "datum/tid", mark: .comma, currency: "SEK"),
    DateRangeLanguage(dateTime: "data/godzina", mark: .comma, currency: "PLN"),
    DateRangeLanguage(dateTime: "日付/時間", mark: .point, currency: "JPY"),
    DateRangeLanguage(dateTime: "fecha/hora", mark: .point, currency: "MXN"),
    DateRangeLanguage(dateTime: "tarih/saat", mark: .comma, currency: "TRY"),
    DateRangeLanguage(dateTime: "data/hora", mark: .comma, currency: "BRL"),
  ]

  /// Whether `01/02/2020` is the first of February: in every language but English, where only a zone tells.
  var isDayFirst: Bool { dateTime != "date/time" }

  /// Whether prices contain the tax where no marketplace is named: everywhere but in the English of America.
  func pricesIncludeTax(_ currency: String) -> Bool { isDayFirst || !["USD", "CAD", ""].contains(currency) }

  /// The language of a header; English where none is told.
  static func of(_ header: [String]) -> DateRangeLanguage {
    let spellings = Set(header.map(HeaderSpellings.folded))
    return all.first { spellings.contains(HeaderSpellings.folded($0.dateTime)) } ?? all[0]
  }

  /// Currencies that a preamble can name.
  private static let codes: Set<String> = [
    "USD", "CAD", "GBP", "AUD", "EUR", "SEK", "PLN", "JPY", "MXN", "TRY", "BRL", "AED", "SAR", "SGD", "INR", "EGP",
    "ZAR",
  ]

  /// The currency that a preamble names, as in `All amounts in USD, unless specified`; the language's own where it names
  /// none; empty where neither tells.
  func currency(in preamble: [String]) -> String {
    for line in preamble {
      for word in line.split(whereSeparator: { !$0.isLetter }) {
        if Self.codes.contains(String(word)) { return String(word) }
        if word.lowercased() == "euro" { return "EUR" }
      }
    }
    return currency
  }
}

/// What a row of the date-range report is, by the word in its type column.
enum DateRangeType: Sendable {
  case order, refund, transfer, adjustment

  /// Words by what they mean, in all languages; French, Italian and Spanish files keep English words for some.
  private static let words: [(DateRangeType, [String])] = [
    (.order, ["Order", "Bestellung", "Commande", "Ordine", "Pedido", "Bestelling", "注文"]),
    (
      .refund,
      [
        "Refund", "Erstattung", "Remboursement", "Rimborso", "Reembolso", "Terugbetaling", "返金", "Chargeback Refund",
        "Erstattung durch Rückbuchung", "A-to-z Guarantee Claim",
      ]
    ),
    (
      .transfer,
      [
        "Transfer", "Übertrag", "Transfert", "Trasferimento", "Transferir", "Trasferir", "Overdracht", "振込み",
      ]
    ),
    (
      .adjustment,
      [
        "Service Fee", "Servicegebühr", "Servicekosten", "注文外料金", "Adjustment", "Anpassung", "FBA Inventory Fee",
        "FBA Customer Return Fee", "FBA Transaction fees", "Fee Adjustment", "Order_Retrocharge", "Refund_Retrocharge",
        "Bestellung_Wiedereinzug", "Erstattung_Wiedereinzug", "SAFE-T reimbursement", "Shipping Services",
        "Lightning Deal Fee", "Liquidations Adjustments", "Debt", "Amazon Fees",
      ]
    ),
  ]

  private static let table: [String: DateRangeType] = {
    var table: [String: DateRangeType] = [:]
    for (type, words) in words {
      for word in words { table[HeaderSpellings.folded(word)] = type }
    }
    return table
  }()

  /// What the word means; `nil` for one that is not known.
  static func of(_ word: String) -> DateRangeType? { table[HeaderSpellings.folded(word)] }
}
