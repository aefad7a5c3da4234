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
    let sales = SalesInvoice.entries(of: entries)
    let unnamed = Set(
      sales.flatMap(\.lines).filter { XeroTaxRates.name($0.tax, facts) == nil }.compactMap { $0.tax?.family.code })
    guard unnamed.isEmpty else { throw ExportFailure.noTaxNames(unnamed.sorted(), program: "Xero") }
    let numbers = SalesInvoice.numbers(sales)
    let files = try CSVFile.files(
      "xero_invoices_\(ExportFile.stretch(entries.map(\.number)))", Self.header,
      sales.map { ($0, Self.rows(SalesInvoice($0, facts), number: numbers[$0.number] ?? "", facts)) },
      CSVFile.Limits(program: "Xero", entries: Self.invoiceMaximum))
    return ExportPackage(
      files: files,
      warnings: ["import the prices as exclusive of tax"] + SalesInvoice.warnings(of: entries.count - sales.count))
  }

  private static func rows(_ invoice: SalesInvoice, number: String, _ facts: ExportFacts) -> [[ReportCell]] {
    let day = CSVFile.day(invoice.entry, facts)
    return invoice.lines.map { line in
      var cells = [ReportCell](repeating: .missing, count: header.count)
      cells[0] = .text(invoice.customer)
      cells[10] = .text(number)
      cells[12] = day
      cells[13] = day
      cells[16] = .text(line.description)
      cells[17] = .integer(1)
      cells[18] = .amount(line.net, exponent: invoice.exponent)
      cells[20] = .text(line.account.number)
      cells[21] = .text(XeroTaxRates.name(line.tax, facts) ?? "")
      cells[22] = .amount(line.taxAmount, exponent: invoice.exponent)
      cells[27] = .text(invoice.currency.code)
      return cells
    }
  }
}
