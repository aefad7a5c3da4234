import Columns
import Commerce
import Pipeline
import Tax

/// The `vat` stage: net and tax of every line, how it is treated, and whether the platform's tax agrees with the rules.
///
/// The tax that a platform charged is kept; where a document does not state any, not even nothing, it is computed from
/// dated rates. The lines of a document must add up to its total: a small residue becomes a line of its own, a larger
/// one rejects the document.
struct VATStage: TransformStage {
  static let spec = StageSpec(
    "vat", .transform, "Works out net and tax of every line, and checks the platform's tax against the rules.",
    options: [
      OptionSpec(
        "prices", .choice(["from_source", "net", "gross"]),
        "Whether prices include tax: as each document's own figures say, or declared; default: from_source.",
        example: #""net""#),
      OptionSpec(
        "tax", .choice(["platform_checked", "platform", "computed"]),
        "Whose tax counts: the platform's, checked against the rules or not, or the rules'; default: platform_checked.",
        example: #""platform_checked""#),
      OptionSpec(
        "tolerance", .decimal, "What the platform's tax may differ from the rate per line; default: 0.01.",
        example: #""0.01""#),
      OptionSpec(
        "residue", .decimal,
        "The largest difference between lines and total that becomes a rounding line; default: 0.05.",
        example: #""0.05""#),
      OptionSpec(
        "rates", .path,
        "The European Central Bank's history of reference rates, for limits on consignments in another currency.",
        example: #""samples/fx/eurofxref-hist.zip""#),
      OptionSpec(
        "vat_rates", .path, "A table of the business's own rates, laid over the program's; see rates check.",
        example: #""my-rates.csv""#),
      OptionSpec(
        "products", .table(.choice(ProductClass.names), allowed: []),
        "What each product_type is for tax: a kind of product, or a class of rate.",
        example: #"{ "books": "books", "hats": "standard" }"#),
      OptionSpec(
        "no_supply", .list(.choice(LineKind.allCases.map(\.name)), minimum: 1),
        "Kinds of line that are no supply: in the books, not in the tax report.", example: #"["bank_charge"]"#),
    ],
    needs: [
      OrderKeys.kind.name, OrderKeys.taxDate.name, OrderKeys.currency.name, OrderKeys.lineKind.name,
      OrderKeys.countrySource.name, OrderKeys.sourceAmount.name,
    ],
    produces: [
      OrderKeys.net.name, OrderKeys.tax.name, OrderKeys.priceBasis.name, TaxKeys.treatment.name, TaxKeys.scheme.name,
      TaxKeys.taxCountry.name, TaxKeys.rate.name, TaxKeys.category.name, TaxKeys.territory.name, TaxKeys.liable.name,
      TaxKeys.taxReturn.name, TaxKeys.reason.name, TaxKeys.dispatch.name,
    ], entities: [.orders])

  private let taxer: DocumentTaxer

  /// Compiles the options.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    let isComputed = options.optionalText("tax") == "computed"
    let declared: PriceBasis? =
      switch options.optionalText("prices") {
      case "net": .net
      case "gross": .gross
      default: nil
      }
    if isComputed, declared == nil {
      context.report(
        options.diagnostic(
          .conflictingOptions, at: "tax",
          "stage \"vat\" computes the tax, so \"prices\" must say whether they are net or gross",
          allowed: ["net", "gross"]))
    }
    if !isComputed {
      for column in [OrderKeys.total.name, OrderKeys.taxTotal.name] where !context.columns.contains(column) {
        context.report(
          options.diagnostic(
            .missingColumn, at: "tax", "stage \"vat\" keeps the platform's tax, but no stage maps \"\(column)\"",
            help: "map it, or set \"tax\": \"computed\""))
      }
    }
    let kinds = options.has("no_supply") ? options.texts("no_supply").compactMap(LineKind.init(name:)) : nil
    var fixings: ECBFixings?
    if let path = options.optionalText("rates") {
      do throws(RunFailure) {
        fixings = try FixingsFile.read(path, context.services)
      } catch {
        context.report(
          options.diagnostic(
            .unreadableFile, at: "rates", error.message, help: error.remedy.isEmpty ? nil : error.remedy))
      }
    }
    var products = ProductTypes()
    for entry in options.entries("products") {
      if let product = entry.value.text.flatMap(ProductClass.init(name:)) { products.add(entry.key, product) }
    }
    if !products.isEmpty, !context.columns.contains(OrderKeys.productType.name) {
      context.report(
        options.diagnostic(
          .missingColumn, at: "products",
          "stage \"vat\" tells products by their type, but no stage maps \"product_type\""))
    }
    var rates = RateTable.standard
    if options.has("vat_rates"),
      let own = OwnTable.compile("vat_rates", options, &context, { (table) throws(TableFaults) in try OwnRates(table) })
    {
      rates = RateTable(rates, overlaidBy: own)
    }
    taxer = DocumentTaxer(
      place: PlaceOfSupply(seller: SellerProfile(context.business, noSupply: kinds), rates: rates),
      dispatch: context.store.warehouses.first ?? context.business.country, products: products, declared: declared,
      isComputed: isComputed,
      isChecked: options.optionalText("tax") != "platform",
      tolerance: Exact(options.decimal("tolerance") ?? "0.01") ?? .zero,
      residueLimit: Exact(options.decimal("residue") ?? "0.05") ?? .zero, fixings: fixings)
  }

  mutating func apply(to batch: inout Batch) {
    var taxing = BatchTaxing(batch, taxer)
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      if let refusal = taxing.tax(document, batch) { batch.refuse(refusal) }
    }
    taxing.finish(&batch)
  }
}
