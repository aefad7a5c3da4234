/// The `report` load stage.
import Commerce
import Pipeline
import Reports

/// Writes one report from the ledger once a run is published.
struct ReportStage: LoadStage {
  static let spec = StageSpec(
    "report", .load, "Writes a report from the ledger into the output folder, with a manifest of its files.",
    options: [
      OptionSpec(
        "name", .choice(ReportCatalogue.all.map(\.name)), required: true, "Which report.", example: #""vat_by_country""#
      ),
      OptionSpec(
        "period", .choice(ReportPeriod.allCases.map(\.rawValue)),
        "The stretch of time that one row of a tax report covers; default: month.", example: #""quarter""#),
      OptionSpec(
        "formats", .list(.choice(ReportFormat.allCases.map(\.rawValue)), minimum: 1),
        "What is written, one file each; default: csv.gz and json.gz.", example: #"["csv.gz", "json.gz"]"#),
      OptionSpec(
        "stores", .choice(ReportOrder.StoreScope.allCases.map(\.rawValue)),
        "Whose documents: those of the pipeline's own store, or of all stores in the ledger; default: own.",
        example: #""all""#),
      OptionSpec(
        "rates", .path,
        "The European Central Bank's history of reference rates, for reports that convert; without it they leave out what is in other currencies than their own.",
        example: #""samples/fx/eurofxref-hist.zip""#),
    ])

  let onlyReads = true
  private let order: ReportOrder

  /// Compiles the options; a report must be about what the pipeline carries.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    let entity = context.entity
    if let report = ReportCatalogue.named(options.text("name")), !report.entities.contains(entity) {
      context.report(
        options.diagnostic(
          .conflictingOptions, at: "name",
          "report \"\(report.name)\" is about \(report.entities.map(\.rawValue).joined(separator: ", ")), and the pipeline carries \(entity.rawValue)",
          allowed: ReportCatalogue.all.filter { $0.entities.contains(entity) }.map(\.name)))
      return nil
    }
    var formats: [ReportFormat] = []
    for format in options.texts("formats").compactMap(ReportFormat.init) where !formats.contains(format) {
      formats.append(format)
    }
    order = ReportOrder(
      report: options.text("name"),
      period: options.optionalText("period").flatMap(ReportPeriod.init) ?? .month,
      formats: formats.isEmpty ? [.csvGzip, .jsonGzip] : formats,
      stores: options.optionalText("stores").flatMap(ReportOrder.StoreScope.init) ?? .own,
      business: context.business, rates: options.optionalText("rates"))
  }

  func deliver(_ context: DeliveryContext) throws(RunFailure) -> LoadOutcome {
    LoadOutcome(files: try context.reportDesk(for: "the report \"\(order.report)\"").deliver(order, context))
  }
}

extension DeliveryContext {
  /// Who makes reports and exports.
  ///
  /// - Throws: `E1004` where there is nobody.
  func reportDesk(for what: String) throws(RunFailure) -> any ReportDesk {
    guard let reports else { throw RunFailure("E1004", .internalFault, "there is nobody to make \(what)") }
    return reports
  }
}
