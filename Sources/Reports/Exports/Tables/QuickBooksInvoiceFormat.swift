public import Books
import Commerce
public import Pipeline
import Tax

/// Sales as invoices and refunds as credit notes, as QuickBooks Online imports them from CSV (quickbooks.intuit.com, "Import
/// invoices" and "How to import credit notes"), in files of their own.
///
/// QuickBooks knows no accounts on invoices: each line is an item, named as the account is that it goes to. What comes to less
/// than nothing is a credit note, whose amounts are positive. In the United States an import takes no amounts of tax, so tax
/// stands in lines of its own there.
public struct QuickBooksInvoiceFormat: JournalFormat {
  /// `quickbooks_invoices`.
  public let name = "quickbooks_invoices"
  /// What it is for.
  public let summary = "Sales as invoices and refunds as credit notes for QuickBooks Online, at most 100 a file."
  /// QuickBooks has not read it.
  public let unverified =
    "QuickBooks has not read it; that it takes 100 invoices and 1,000 rows a file, numbers of 21 characters, single lines below nothing and these names of a credit note's columns is general knowledge."

  static let invoiceMaximum = 100
  static let rowMaximum = 1_000
  static let numberLength = 21

  /// The format.
  public init() {}

  /// Writes the entries that are sales or refunds.
  public func package(_ entries: [JournalEntry], _ facts: ExportFacts) throws(RunFailure) -> ExportPackage {
    let sales = SalesInvoice.entries(of: entries)
    let numbers = SalesInvoice.numbers(sales, length: Self.numberLength)
    let invoices = sales.map { SalesInvoice($0, facts, taxIsApart: facts.isAmerican) }
    var files: [ExportFile] = []
    for kind in Kind.allCases {
      let made = invoices.filter { kind.takes($0) }.map { invoice in
        (invoice.entry, Self.rows(invoice, kind, number: numbers[invoice.entry.number] ?? "", facts))
      }
      files += try CSVFile.files(
        "quickbooks_\(kind.rawValue)_\(ExportFile.stretch(entries.map(\.number)))", Self.header(kind, facts), made,
        CSVFile.Limits(program: "QuickBooks", rows: Self.rowMaximum, entries: Self.invoiceMaximum))
    }
    let warnings = [
      "make an item of each name under \"Item(Product/Service)\" that sells to the account of that name: QuickBooks books by items",
      facts.isAmerican
        ? "tax stands in lines of its own: QuickBooks' own sales tax report does not see it"
        : "import the amounts as exclusive of tax, and say which of QuickBooks' own codes each one is when it asks",
    ]
    return ExportPackage(files: files, warnings: warnings + SalesInvoice.warnings(of: entries.count - sales.count))
  }

  /// What QuickBooks imports by a way of its own.
  private enum Kind: String, CaseIterable {
    case invoices
    case creditNotes = "credit_notes"

    func takes(_ invoice: SalesInvoice) -> Bool { (invoice.total < 0) == (self == .creditNotes) }
  }

  private static func header(_ kind: Kind, _ facts: ExportFacts) -> [String] {
    let start =
      switch kind {
      case .invoices: ["*InvoiceNo", "*Customer", "*InvoiceDate", "*DueDate"]
      case .creditNotes: ["*CreditNoteNo", "*Customer", "*CreditNoteDate"]
      }
    let line = ["Memo", "Item(Product/Service)", "ItemDescription", "ItemQuantity", "ItemRate", "*ItemAmount"]
    return start + line + (facts.isAmerican ? [] : ["*ItemTaxCode", "ItemTaxAmount"]) + ["Currency"]
  }

  private static func rows(
    _ invoice: SalesInvoice, _ kind: Kind, number: String, _ facts: ExportFacts
  ) -> [[ReportCell]] {
    let day = CSVFile.day(invoice.entry, facts)
    let days = kind == .invoices ? [day, day] : [day]
    func amount(_ count: Int64) -> ReportCell {
      .amount(kind == .invoices ? count : -count, exponent: invoice.exponent)
    }
    return invoice.lines.map { line in
      let start: [ReportCell] = [.text(number), .text(invoice.customer)]
      let parts: [ReportCell] = [
        .text(invoice.entry.document), .text(line.account.name), .text(line.description), .integer(1),
        amount(line.net), amount(line.net),
      ]
      let tax: [ReportCell] = facts.isAmerican ? [] : [.text(code(line.tax)), amount(line.taxAmount)]
      return start + days + parts + tax + [.text(invoice.currency.code)]
    }
  }

  /// A tax in words that tell it from every other.
  private static func code(_ tax: TaxTag?) -> String {
    guard let tax else { return "none" }
    return [tax.code, tax.territory?.description, tax.rate.map { "\($0)%" }].compactMap(\.self).joined(separator: " ")
  }
}
