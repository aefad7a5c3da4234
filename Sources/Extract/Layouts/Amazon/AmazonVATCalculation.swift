/// Amazon's VAT calculation report: what its VAT calculation service invoiced, one row per item, comma-separated.
///
/// Shipments and refunds become documents, returns only where they have amounts. Amounts are those with VAT where the
/// seller owes it, those without where the marketplace does. The columns for electronic invoices have changed names, so
/// columns are found by theirs.
struct AmazonVATCalculation: Layout {
  /// How many records later a transaction may go on.
  var span = 512

  let name = "amazon.vat_calculation"
  let summary =
    "Amazon, VAT Calculation report (SC_VAT_TAX_REPORT): shipments and refunds with the VAT that Amazon worked out."
  let signature = ["Transaction Type", "Tax Calculation Date", "OUR_PRICE Tax Inclusive Selling Price"]
  let requiredColumns = [
    "Transaction Type", "Order ID", "Shipment Date", "Transaction ID", "Quantity", "Tax Rate", "Currency",
    "OUR_PRICE Tax Inclusive Selling Price", "OUR_PRICE Tax Amount",
  ]
  let dialects = FlatDialects.commas
  var reach: Int? { span }

  let madeColumns = MadeColumn.all + TaxReportShape.Made.all
  var shapedColumns: [String] { Self.shape.columns }

  let knownColumns =
    [
      "Marketplace ID", "Merchant ID", "Order Date", "Transaction Type", "Is Invoice Corrected", "Order ID",
      "Shipment Date", "Shipment ID", "Transaction ID", "ASIN", "SKU", "Quantity", "Tax Calculation Date", "Tax Rate",
      "Product Tax Code", "Currency", "Tax Type", "Tax Calculation Reason Code", "Tax Reporting Scheme",
      "Tax Collection Responsibility", "Tax Address Role", "Jurisdiction Level", "Jurisdiction Name",
    ]
    + ["OUR_PRICE", "SHIPPING", "GIFTWRAP"].flatMap { charge in
      [
        "Tax Inclusive Selling Price", "Tax Amount", "Tax Exclusive Selling Price", "Tax Inclusive Promo Amount",
        "Tax Amount Promo", "Tax Exclusive Promo Amount",
      ].map { "\(charge) \($0)" }
    }
    + [
      "Seller Tax Registration", "Seller Tax Registration Jurisdiction", "Buyer Tax Registration",
      "Buyer Tax Registration Jurisdiction", "Buyer Tax Registration Type", "Buyer E Invoice Account Id",
      "Invoice Level Currency Code", "Invoice Level Exchange Rate", "Invoice Level Exchange Rate Date",
      "Converted Tax Amount", "VAT Invoice Number", "Invoice Url", "Export Outside EU", "Ship From City",
      "Ship From State", "Ship From Country", "Ship From Postal Code", "Ship From Tax Location Code", "Ship To City",
      "Ship To State", "Ship To Country", "Ship To Postal Code", "Ship To Location Code", "Return Fc Country",
      "Is Amazon Invoiced", "Original VAT Invoice Number", "Invoice Correction Details",
      "SDI Invoice Delivery Status", "SDI Invoice Error Code", "SDI Invoice Error Description",
      "SDI Invoice Status Last Updated Date", "EInvoice URL",
    ]

  private static func charge(
    _ name: String, _ kind: String, _ title: String, promotion: Bool = false
  ) -> TaxReportShape.Charge {
    TaxReportShape.Charge(
      gross: promotion ? "\(name) Tax Inclusive Promo Amount" : "\(name) Tax Inclusive Selling Price",
      net: promotion ? "\(name) Tax Exclusive Promo Amount" : "\(name) Tax Exclusive Selling Price",
      tax: promotion ? "\(name) Tax Amount Promo" : "\(name) Tax Amount", rate: "Tax Rate", kind: kind, title: title)
  }

  /// The day of dispatch, or of the refund, decides the period.
  private static let shape = TaxReportShape(
    charges: [
      charge("OUR_PRICE", "goods", ""), charge("OUR_PRICE", "discount", "Promotion", promotion: true),
      charge("SHIPPING", "shipping", "Carriage"),
      charge("SHIPPING", "discount", "Carriage promotion", promotion: true),
      charge("GIFTWRAP", "fee", "Gift wrap"), charge("GIFTWRAP", "discount", "Gift wrap promotion", promotion: true),
    ],
    title: nil, quantity: "Quantity", articles: ["SKU", "ASIN"], type: "Transaction Type", sales: ["SHIPMENT"],
    refunds: ["REFUND"], returns: ["RETURN"], others: [:], order: "Order ID", activity: "Transaction ID",
    dates: ["Shipment Date", "Tax Calculation Date"], responsibility: "Tax Collection Responsibility", totals: nil,
    keys: ["Transaction Type", "Order ID", "Transaction ID", "Currency", "Is Invoice Corrected", "Shipment Date"])

  private static let spellings = HeaderSpellings(
    ["Order ID", "Transaction ID", "Shipment Date", "Tax Rate", "SKU", "Quantity"].map { ($0, []) })

  func column(spelt spelling: String) -> String { Self.spellings.column(spelling) }

  func reaching(_ reach: Int) -> any Layout { AmazonVATCalculation(span: reach) }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: Self.shape.keys.map { slots[$0] }, reach: span, TaxReportWriter(Self.shape, slots))
  }
}
