/// The `export` load stage.
import Commerce
import Pipeline
import Reports

/// Writes the entries of the journal that have not left yet for another program, once a run is published.
///
/// All entries of the books leave, those of other stores and earlier runs as well; what has left is on record, as with the
/// command. Where nothing is new no file is written.
struct ExportStage: LoadStage {
  static let spec = StageSpec(
    "export", .load,
    "Writes the entries of the journal that have not left yet for another program, and puts on record that they left.",
    options: [
      OptionSpec(
        "format", .choice(JournalFormats.all.map(\.name)), required: true, "For which program.", example: #""datev""#)
    ], entities: [.orders, .payouts])

  private let format: String
  private let business: Business

  /// Compiles the options; what the format asks of the business file has to be there.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    format = options.text("format")
    business = context.business
    do throws(RunFailure) {
      _ = try JournalFormats.named(format)?.package([], ExportFacts(business))
    } catch {
      context.report(
        options.diagnostic(.conflictingOptions, at: "format", error.message, help: error.remedy))
      return nil
    }
  }

  func deliver(_ context: DeliveryContext) throws(RunFailure) -> LoadOutcome {
    try context.reportDesk(for: "the export \"\(format)\"").export(format, of: business, context)
  }
}
