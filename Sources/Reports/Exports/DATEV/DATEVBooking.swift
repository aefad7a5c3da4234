import Books
import Commerce
import Pipeline
import Tax

/// Writes one entry of the journal as rows of a Buchungsstapel.
struct DATEVBooking {
  let entry: JournalEntry
  let client: DATEVClient
  let facts: ExportFacts

  /// The rows of the entry and what there is to say about it.
  struct Rows {
    var rows: [DATEVRow] = []
    /// Whether a gross amount was divided over several, since DATEV would come to another cent.
    var isDivided = false
    /// Whether tax had to be written apart, since DATEV would come to another cent all the same.
    var splitTax = false
  }

  /// The rows; none for an entry that moves nothing in the books' currency.
  func rows() throws(RunFailure) -> Rows {
    var lines: [DATEVLeg] = []
    for line in entry.lines { lines.append(DATEVLeg(line, account: try account(line.account))) }
    let made = DATEVTaxes(date: entry.date).legs(lines)
    guard made.legs.contains(where: { $0.base != 0 }) else { return Rows() }
    guard let pairs = DATEVPairing.pairs(made.legs, splitAccount: try splitAccount()) else {
      throw ExportFailure.noSplitAccount(entry)
    }
    var rows = Rows(isDivided: made.isDivided, splitTax: made.splitTax)
    for pair in pairs where pair.leg.base != 0 { rows.rows.append(try row(pair)) }
    return rows
  }

  /// The number in the length of DATEV's books: shorter ones get zeros behind, personal accounts have one digit more.
  private func account(_ account: Account) throws(RunFailure) -> String {
    let number = account.number
    guard !number.isEmpty, number.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      throw ExportFailure.account(account, entry, wants: "DATEV takes digits only")
    }
    guard number.utf8.count <= client.accountLength + 1 else {
      throw ExportFailure.account(
        account, entry, wants: "it has more than \(client.accountLength) digits and one for personal accounts")
    }
    return number + String(repeating: "0", count: max(0, client.accountLength - number.utf8.count))
  }

  /// The account through which goes what has no other: the one that the business names, else that of the chart.
  private func splitAccount() throws(RunFailure) -> String? {
    guard let number = client.splitAccount ?? Self.splitAccounts[facts.chart] else { return nil }
    return try account(Account(number: number, name: "split_account", type: .asset))
  }

  /// Durchlaufende Posten.
  private static let splitAccounts = ["skr03": "1590", "skr04": "1370"]

  private func row(_ pair: DATEVPairing.Pair) throws(RunFailure) -> DATEVRow {
    let leg = pair.leg
    var row = DATEVRow()
    // A reversal keeps the sides of what it takes back and says that both sides mean less (Generalumkehr).
    row[2] = (leg.base < 0) == isCancellation ? "H" : "S"
    if isCancellation { row[118] = "1" }
    row[7] = pair.counter
    row[8] = leg.account
    row[9] = leg.key
    let (_, month, day) = entry.date.components
    row[10] = Self.twoDigits(day) + Self.twoDigits(month)
    let isForeign = try writeAmount(leg, &row)
    try writeTax(leg, &row)
    row[11] = DATEVDocument.number(entry.document)
    row[14] = DATEVText.field(text(leg), 60)
    let order = leg.reference.isEmpty ? pair.counterReference : leg.reference
    row[95] = DATEVText.field(order, 30)
    row[114] = client.isFinal ? "1" : "0"
    writeInformation(information(leg, order: order, isForeign: isForeign), &row)
    return row
  }

  /// Whether the entry takes an earlier one back as if it had never been; the counter-entry of a revaluation does not.
  private var isCancellation: Bool {
    entry.reverses != nil && !entry.lines.contains { $0.amount == .zero && $0.base != .zero }
  }

  // MARK: Amounts

  /// Writes the amount, in its own currency where DATEV has room for it; whether it did.
  private func writeAmount(_ leg: DATEVLeg, _ row: inout DATEVRow) throws(RunFailure) -> Bool {
    guard leg.base.magnitude < 1_000_000_000_000 else {
      throw ExportFailure.amount(Self.decimal(leg.base), entry, digits: 10)
    }
    if let foreign = DATEVForeignAmount(leg, books: facts.currency) {
      row[1] = Self.decimal(foreign.amount)
      row[3] = leg.currency.code
      row[4] = Self.decimal(foreign.rate, scale: 6)
      row[5] = Self.decimal(leg.base)
      row[6] = facts.currency.code
      return true
    }
    row[1] = Self.decimal(leg.base)
    row[3] = facts.currency.code
    return false
  }

  /// The figure without its sign, with a decimal comma.
  static func decimal(_ value: Int64, scale: Int = 2) -> String {
    DecimalText.text(Int64(value.magnitude), scale: scale, atLeast: 2).split(separator: ".").joined(separator: ",")
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  // MARK: Tax

  /// Country, rate and own VAT id of what is declared in the one-stop shop.
  private func writeTax(_ leg: DATEVLeg, _ row: inout DATEVRow) throws(RunFailure) {
    guard let tax = leg.tax, tax.isOSS, let territory = tax.territory else { return }
    let state = territory.prefix.code
    // VAT ids of Greece begin with EL.
    row[40] = state == "GR" ? "EL" : state
    if let rate = tax.rate { row[41] = Self.decimal(Int64(rate.thousandths / 10)) }
    let origin = tax.origin?.country ?? facts.country
    if let number = facts.vatNumbers[origin] {
      row[123] = DATEVText.field(number.filter { $0 != " " && $0 != "." }, 15)
    } else if tax.origin != nil {
      throw ExportFailure.noOwnNumber(origin.code, entry)
    }
  }

  // MARK: Texts

  private func text(_ leg: DATEVLeg) -> String {
    let note = leg.note.isEmpty ? entry.note : leg.note
    return [entry.kind.germanWord, entry.document, note].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What DATEV has no column for, as pairs of a kind and its content.
  private func information(_ leg: DATEVLeg, order: String, isForeign: Bool) -> [(kind: String, content: String)] {
    var pairs = [("Buchung", String(entry.number)), ("Shop", entry.store), ("Vorgang", order)]
    if DATEVDocument.number(entry.document) != entry.document { pairs.append(("Beleg", entry.document)) }
    if let month = entry.correctionOf { pairs.append(("Korrektur zu", month.description)) }
    if let reversed = entry.reverses { pairs.append(("Storno zu Buchung", String(reversed))) }
    if !isForeign, leg.currency != facts.currency, leg.amount != 0 {
      let amount = MinorUnits(Int64(leg.amount.magnitude)).description(exponent: leg.currency.exponent ?? 0)
      pairs.append(("Betrag in Währung", "\(leg.currency) \(amount)"))
    }
    return pairs.filter { !$0.1.isEmpty }
  }

  private func writeInformation(_ pairs: [(kind: String, content: String)], _ row: inout DATEVRow) {
    for (index, pair) in pairs.prefix(8).enumerated() {
      row[21 + 2 * index] = DATEVText.field(pair.kind, 20)
      row[22 + 2 * index] = DATEVText.field(pair.content, 210)
    }
  }
}

extension EntryKind {
  /// What an adviser reads in the text of a row.
  fileprivate var germanWord: String {
    switch self {
    case .sale: "Verkauf"
    case .refund: "Erstattung"
    case .fee: "Gebühren"
    case .payout: "Auszahlung"
    case .costOfGoods: "Wareneinsatz"
    case .exchange: "Kursdifferenz"
    case .revaluation: "Währungsbewertung"
    case .reversal: "Storno"
    case .correction: "Korrektur"
    case .adjustment: "Umbuchung"
    case .opening: "Eröffnung"
    }
  }
}
