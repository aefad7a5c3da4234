public import Books
import Commerce
public import Pipeline

/// Sales invoices as Xero imports them from CSV: one for each entry of sales or refunds, refunds with negative amounts.
///
/// The invoice is what the entry says of the store's buyers; what providers hold of it is what Xero makes the receivable of.
/// Prices are without tax, which has to be chosen when the file is imported. There is no buyer on it, the store is the contact.
public struct XeroInvoiceFormat: JournalFormat {
  /// `xero_invoices`.
  public let name = "xero_invoices"
  /// What it is for.
  public let summary = "Sales and refunds as sales invoices for Xero, at most 500 a file."
  /// Xero has not read it.
  public let unverified = "Xero has not read it."

  static let invoiceMaximum = 500
  private static let header = [
    "*ContactName", "EmailAddress", "POAddressLine1", "POAddressLine2", "POAddressLine3", "POAddressLine4", "POCity",
    "PORegion", "POPostalCode", "POCountry", "*InvoiceNumber", "Reference", "*InvoiceDate", "*DueDate", "Total",
    "InventoryItemCode", "*Description", "*Quantity", "*UnitAmount", "Discount", "*AccountCode", "*TaxType",
    "TaxAmount", "TrackingName1", "TrackingOption1", "TrackingName2", "TrackingOption2", "Currency", "BrandingTheme",
  ]

  /// The format.
  public init() {}

  /// Writes the entries that are sales or refunds.
  public func package(_ entries: [JournalEntry], _ facts: ExportFacts) throws(RunFailure) -> ExportPackage {
    let invoices = entries.filter { $0.kind == .sale || $0.kind == .refund }
    let unnamed = Set(
      invoices.flatMap(\.lines).filter { XeroTaxRates.name($0.tax, facts) == nil }.compactMap { $0.tax?.family.code })
    guard unnamed.isEmpty else { throw ExportFailure.noTaxNames(unnamed.sorted(), program: "Xero") }
    let uses = Dictionary(grouping: invoices, by: \.document).mapValues(\.count)
    var files: [ExportFile] = []
    let count = max(1, (invoices.count + Self.invoiceMaximum - 1) / Self.invoiceMaximum)
    for index in 0..<count {
      let part = invoices.dropFirst(index * Self.invoiceMaximum).prefix(Self.invoiceMaximum)
      let rows = part.flatMap { entry in
        // Numbers of invoices have to be unique.
        let number = uses[entry.document] == 1 ? entry.document : "\(entry.document)-\(entry.number)"
        return Self.rows(entry, number: number, facts)
      }
      let stem = "xero_invoices_\(ExportFile.stretch(entries.map(\.number)))"
      files.append(
        ExportFile(
          name: ExportFile.numbered(stem, index, of: count, "csv"), bytes: try CSVFile.bytes(Self.header, rows),
          rows: rows.count, entries: part.map(\.number)))
    }
    var warnings = [
      "import the prices as exclusive of tax; export sales and refunds as invoices or as journals, not both"
    ]
    let others = entries.count - invoices.count
    if others > 0 { warnings.append("entries that are neither sales nor refunds and have no invoice: \(others)") }
    return ExportPackage(files: files, warnings: warnings)
  }

  private static func rows(_ entry: JournalEntry, number: String, _ facts: ExportFacts) -> [[ReportCell]] {
    XeroInvoice(entry, facts).lines.map { line in
      var cells = [ReportCell](repeating: .missing, count: header.count)
      cells[0] = .text(entry.store.isEmpty ? "Shops" : entry.store)
      cells[10] = .text(number)
      cells[12] = CSVFile.day(entry, facts)
      cells[13] = CSVFile.day(entry, facts)
      cells[16] = .text(line.description)
      cells[17] = .integer(1)
      cells[18] = .amount(line.net, exponent: line.currency.exponent ?? 2)
      cells[20] = .text(line.account.number)
      cells[21] = .text(XeroTaxRates.name(line.tax, facts) ?? "")
      cells[22] = .amount(line.taxAmount, exponent: line.currency.exponent ?? 2)
      cells[27] = .text(line.currency.code)
      return cells
    }
  }
}
