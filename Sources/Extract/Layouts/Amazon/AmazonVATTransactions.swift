/// Amazon's VAT transactions report: one row per item of every taxable movement, the seller's VAT return line by line.
///
/// Sales and refunds become documents; transfers between warehouses, inbound deliveries, returns of goods and purchases
/// from commingled stock are no sales: they are left out and counted in the run report. Amounts are those with VAT where
/// the seller owes it, those without where the marketplace does. Rows without VAT figures, of sellers outside Amazon's VAT
/// calculation service, leave the tax to be computed. Rows end where their last filled cell ends.
struct AmazonVATTransactions: Layout {
  /// How many records later a transaction may go on.
  var span = 512

  let name = "amazon.vat_transactions"
  let summary =
    "Amazon, VAT Transactions report (GET_VAT_TRANSACTION_DATA): sales and refunds; goods movements are left out."
  let signature = ["UNIQUE_ACCOUNT_IDENTIFIER", "TRANSACTION_TYPE", "TRANSACTION_EVENT_ID"]
  let requiredColumns = [
    "TRANSACTION_TYPE", "TRANSACTION_EVENT_ID", "ACTIVITY_TRANSACTION_ID", "TRANSACTION_COMPLETE_DATE", "QTY",
    "PRICE_OF_ITEMS_AMT_VAT_INCL", "PRICE_OF_ITEMS_VAT_AMT", "TOTAL_ACTIVITY_VALUE_AMT_VAT_INCL",
    "TOTAL_ACTIVITY_VALUE_VAT_AMT", "TRANSACTION_CURRENCY_CODE",
  ]
  let dialects = FlatDialects.tabs
  let cutsEmptyCells = true
  var reach: Int? { span }

  let madeColumns = MadeColumn.all + TaxReportShape.Made.all
  var shapedColumns: [String] { Self.shape.columns }

  /// The 95 columns since 2022; those of 2019 and 2020 lack the programme, the scheme and who is responsible.
  let knownColumns =
    [
      "UNIQUE_ACCOUNT_IDENTIFIER", "ACTIVITY_PERIOD", "SALES_CHANNEL", "MARKETPLACE", "PROGRAM_TYPE",
      "TRANSACTION_TYPE", "TRANSACTION_EVENT_ID", "ACTIVITY_TRANSACTION_ID", "TAX_CALCULATION_DATE",
      "TRANSACTION_DEPART_DATE", "TRANSACTION_ARRIVAL_DATE", "TRANSACTION_COMPLETE_DATE", "SELLER_SKU", "ASIN",
      "ITEM_DESCRIPTION", "ITEM_MANUFACTURE_COUNTRY", "QTY", "ITEM_WEIGHT", "TOTAL_ACTIVITY_WEIGHT",
      "COST_PRICE_OF_ITEMS",
    ]
    + Self.amounts.map { "\($0)_AMT_VAT_EXCL" }
    + [
      "PRICE_OF_ITEMS_VAT_RATE_PERCENT", "PRICE_OF_ITEMS_VAT_AMT", "PROMO_PRICE_OF_ITEMS_VAT_AMT",
      "TOTAL_PRICE_OF_ITEMS_VAT_AMT", "SHIP_CHARGE_VAT_RATE_PERCENT", "SHIP_CHARGE_VAT_AMT",
      "PROMO_SHIP_CHARGE_VAT_AMT", "TOTAL_SHIP_CHARGE_VAT_AMT", "GIFT_WRAP_VAT_RATE_PERCENT", "GIFT_WRAP_VAT_AMT",
      "PROMO_GIFT_WRAP_VAT_AMT", "TOTAL_GIFT_WRAP_VAT_AMT", "TOTAL_ACTIVITY_VALUE_VAT_AMT",
    ]
    + Self.amounts.map { "\($0)_AMT_VAT_INCL" }
    + [
      "TRANSACTION_CURRENCY_CODE", "COMMODITY_CODE", "STATISTICAL_CODE_DEPART", "STATISTICAL_CODE_ARRIVAL",
      "COMMODITY_CODE_SUPPLEMENTARY_UNIT", "ITEM_QTY_SUPPLEMENTARY_UNIT", "TOTAL_ACTIVITY_SUPPLEMENTARY_UNIT",
      "PRODUCT_TAX_CODE", "DEPATURE_CITY", "DEPARTURE_COUNTRY", "DEPARTURE_POST_CODE", "ARRIVAL_CITY",
      "ARRIVAL_COUNTRY", "ARRIVAL_POST_CODE", "SALE_DEPART_COUNTRY", "SALE_ARRIVAL_COUNTRY", "TRANSPORTATION_MODE",
      "DELIVERY_CONDITIONS", "SELLER_DEPART_VAT_NUMBER_COUNTRY", "SELLER_DEPART_COUNTRY_VAT_NUMBER",
      "SELLER_ARRIVAL_VAT_NUMBER_COUNTRY", "SELLER_ARRIVAL_COUNTRY_VAT_NUMBER",
      "TRANSACTION_SELLER_VAT_NUMBER_COUNTRY", "TRANSACTION_SELLER_VAT_NUMBER", "BUYER_VAT_NUMBER_COUNTRY",
      "BUYER_VAT_NUMBER", "VAT_CALCULATION_IMPUTATION_COUNTRY", "TAXABLE_JURISDICTION", "TAXABLE_JURISDICTION_LEVEL",
      "VAT_INV_NUMBER", "VAT_INV_CONVERTED_AMT", "VAT_INV_CURRENCY_CODE", "VAT_INV_EXCHANGE_RATE",
      "VAT_INV_EXCHANGE_RATE_DATE", "EXPORT_OUTSIDE_EU", "INVOICE_URL", "BUYER_NAME", "ARRIVAL_ADDRESS",
      "SUPPLIER_NAME", "SUPPLIER_VAT_NUMBER", "TAX_REPORTING_SCHEME", "TAX_COLLECTION_RESPONSIBILITY",
    ]

  /// The ten amounts that each stand with and without VAT.
  private static let amounts = [
    "PRICE_OF_ITEMS", "PROMO_PRICE_OF_ITEMS", "TOTAL_PRICE_OF_ITEMS", "SHIP_CHARGE", "PROMO_SHIP_CHARGE",
    "TOTAL_SHIP_CHARGE", "GIFT_WRAP", "PROMO_GIFT_WRAP", "TOTAL_GIFT_WRAP", "TOTAL_ACTIVITY_VALUE",
  ]

  private static func charge(
    _ name: String, _ kind: String, _ title: String, rate: String
  ) -> TaxReportShape.Charge {
    TaxReportShape.Charge(
      gross: "\(name)_AMT_VAT_INCL", net: "\(name)_AMT_VAT_EXCL", tax: "\(name)_VAT_AMT",
      rate: "\(rate)_VAT_RATE_PERCENT", kind: kind, title: title)
  }

  /// The day of completion decides the activity period.
  private static let shape = TaxReportShape(
    charges: [
      charge("PRICE_OF_ITEMS", "goods", "", rate: "PRICE_OF_ITEMS"),
      charge("PROMO_PRICE_OF_ITEMS", "discount", "Promotion", rate: "PRICE_OF_ITEMS"),
      charge("SHIP_CHARGE", "shipping", "Carriage", rate: "SHIP_CHARGE"),
      charge("PROMO_SHIP_CHARGE", "discount", "Carriage promotion", rate: "SHIP_CHARGE"),
      charge("GIFT_WRAP", "fee", "Gift wrap", rate: "GIFT_WRAP"),
      charge("PROMO_GIFT_WRAP", "discount", "Gift wrap promotion", rate: "GIFT_WRAP"),
    ],
    title: "ITEM_DESCRIPTION", quantity: "QTY", articles: ["SELLER_SKU", "ASIN"], type: "TRANSACTION_TYPE",
    sales: ["SALE", "LIQUIDATION_SALE", "COMMINGLING_SELL"], refunds: ["REFUND", "LIQUIDATION_REFUND"],
    returns: ["RETURN"],
    others: [
      "FC_TRANSFER": "transfers between warehouses", "INBOUND": "inbound deliveries",
      "COMMINGLING_BUY": "purchases from commingled stock", "DONATION": "goods given away",
    ],
    order: "TRANSACTION_EVENT_ID", activity: "ACTIVITY_TRANSACTION_ID",
    dates: ["TRANSACTION_COMPLETE_DATE", "TAX_CALCULATION_DATE"], responsibility: "TAX_COLLECTION_RESPONSIBILITY",
    totals: (
      "TOTAL_ACTIVITY_VALUE_AMT_VAT_INCL", "TOTAL_ACTIVITY_VALUE_AMT_VAT_EXCL", "TOTAL_ACTIVITY_VALUE_VAT_AMT"
    ),
    keys: [
      "TRANSACTION_TYPE", "TRANSACTION_EVENT_ID", "ACTIVITY_TRANSACTION_ID", "TRANSACTION_CURRENCY_CODE",
      "TRANSACTION_COMPLETE_DATE",
    ])

  private static let spellings = HeaderSpellings([("DEPATURE_CITY", ["DEPARTURE_CITY"])])

  func column(spelt spelling: String) -> String { Self.spellings.column(spelling) }

  func reaching(_ reach: Int) -> any Layout { AmazonVATTransactions(span: reach) }

  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper {
    FlatShaper(keys: Self.shape.keys.map { slots[$0] }, reach: span, TaxReportWriter(Self.shape, slots))
  }
}
