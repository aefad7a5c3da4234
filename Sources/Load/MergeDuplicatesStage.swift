/// The `merge_duplicates` load stage.
import Commerce
import Pipeline

/// Decides, once a run is published, that customers are one whose names and addresses are alike enough.
///
/// Each is a decision like a person's: it keeps its score and can be taken back with `customers undo`.
struct MergeDuplicatesStage: LoadStage {
  static let spec = StageSpec(
    "merge_duplicates", .load, "Makes one customer of those whose names and addresses are alike enough.",
    options: [
      OptionSpec(
        "from", .decimal, required: true, "The least likelihood that both are one person, from 0 to 1.",
        example: #""0.98""#)
    ], entities: [.orders, .customers])

  /// In thousandths.
  private let least: Int

  /// Compiles the options.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    guard let number = Exact(options.text("from")), let thousandths = Int(exactly: number.millionths / 1_000),
      1...1_000 ~= thousandths, number.millionths % 1_000 == 0
    else {
      context.diagnostics.append(
        options.diagnostic(
          .outOfRange, at: "from", "\"from\" is a number from 0.001 to 1 with at most three decimals"))
      return nil
    }
    least = thousandths
  }

  func deliver(_ context: DeliveryContext) throws(RunFailure) -> LoadOutcome {
    let merged = try context.customers?.mergeDuplicates(from: least, at: context.now) ?? 0
    return LoadOutcome(counts: [LoadCount(stage: Self.spec.name, name: "decisions", count: Int64(merged))])
  }
}
