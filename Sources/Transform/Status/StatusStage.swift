import Columns
import Commerce
import Pipeline

/// The `status` stage: the platform's status becomes one of ours; a status that is not mapped rejects the document.
struct StatusStage: TransformStage {
  static let spec = StageSpec(
    "status", .transform, "Maps the platform's status to pending, processing, completed, cancelled or refunded.",
    options: [
      OptionSpec(
        "preset", .choice(Presets.status.names), "The statuses of a platform; single ones can be overridden.",
        example: #""shopify""#),
      OptionSpec(
        "map", .table(.choice(DocumentStatus.allCases.map(\.name)), allowed: []), "What each status means.",
        example: #"{ "paid": "completed" }"#),
      OptionSpec(
        "otherwise", .choice(["reject"] + DocumentStatus.allCases.map(\.name)),
        "What any other status means, a missing one included; default: reject.", example: #""reject""#),
    ],
    needs: [OrderKeys.kind.name], produces: [OrderKeys.status.name], entities: [.orders])

  private var words = WordTable()
  private let otherwise: DocumentStatus?

  /// Compiles the options: the definition's own words come before the preset's.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    let preset = options.optionalText("preset").flatMap { Presets.status.values($0, spec: Self.spec) }
    for entry in options.entries("map") + (preset?.entries("map") ?? []) {
      guard let status = entry.value.text.flatMap(DocumentStatus.init(name:)) else { continue }
      words.add(entry.key, status.rawValue)
    }
    otherwise = options.optionalText("otherwise").flatMap(DocumentStatus.init(name:))
    if preset == nil, !options.has("map"), otherwise == nil {
      context.diagnostics.append(
        options.diagnostic(
          .missingKey, "stage \"status\" maps no status: give \"preset\", \"map\" or \"otherwise\"",
          allowed: Presets.status.names))
      return nil
    }
    if !context.columns.contains(OrderKeys.sourceStatus.name), otherwise == nil {
      context.diagnostics.append(
        options.diagnostic(.missingColumn, "stage \"status\" needs the field \"source_status\", which no stage maps"))
    }
  }

  mutating func apply(to batch: inout Batch) {
    var column = Column<DocumentStatus>(missing: batch.documentCount)
    let sources = batch[OrderKeys.sourceStatus]
    var refusals: [Refusal] = []
    let bytes = batch.text.bytes
    let text = bytes.span
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      let cell = sources.stored[document]
      if let status = words.value(of: text.extracting(cell.indices)) ?? otherwise?.rawValue {
        column.stored[document] = status
      } else {
        refusals.append(
          Refusal(.unknownStatus, document: document, column: OrderKeys.sourceStatus.name, value: cell))
      }
    }
    for refusal in refusals { batch.refuse(refusal) }
    batch.put(OrderKeys.status, column)
  }
}
