import Commerce
import Formats
import Pipeline

/// The `file` extract stage: export files, plain or gzipped, read by a layout.
struct FileStage: ExtractStage {
  static let spec = StageSpec(
    "file", .extract, "Reads export files, plain or gzipped, by their layout.",
    options: [
      OptionSpec(
        "layout", .choice(Layouts.all.map(\.name) + ["delimited"]),
        "What kind of file it is; \"delimited\" is any table, described by \"columns\" and \"document\".",
        example: #""shopify.orders_export""#),
      OptionSpec(
        "paths", .list(.path, minimum: 1), "The files, as paths or patterns; read in the order of their names.",
        example: #"["samples/shopify/orders-*.csv.gz"]"#),
      OptionSpec(
        "columns", .list(.text, minimum: 1), "The columns that a delimited table must have.",
        example: #"["Invoice", "Amount"]"#),
      OptionSpec(
        "document", .list(.text, minimum: 1),
        "The columns whose equal cells make lines one document; default: every line is a document.",
        example: #"["Invoice"]"#),
      OptionSpec(
        "within", .integer(1...100_000),
        "How many lines apart the lines of one document may stand; default: what the layout knows of its files, 1 for a delimited table.",
        example: "64"),
      OptionSpec(
        "refund_date", .either([.choice(["sale"]), .date]),
        "The date of refunds where the export tells none, or \"sale\"; default: that of the sale, with a finding.",
        example: #""2024-12-31""#),
      OptionSpec(
        "dialect", .record(DialectOptions.options), "How the file is written; default: detected.",
        example: #"{ "delimiter": ";" }"#),
      OptionSpec(
        "contract", .record(ColumnContract.options), "What happens when columns are missing or new.",
        example: #"{ "missing_column": "fail", "new_column": "warn" }"#),
    ].map { spec in
      var spec = spec
      spec.isRequired = ["layout", "paths"].contains(spec.name)
      return spec
    })

  private let layout: any Layout
  private let patterns: [String]
  private let dialect: DialectOptions
  private let contract: ColumnContract

  /// Compiles the options and tells the stages behind it which columns there are.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    patterns = options.texts("paths")
    dialect = DialectOptions(options.record("dialect"))
    contract = ColumnContract(options.record("contract"))
    guard let layout = Self.layout(options, &context) else { return nil }
    self.layout = layout
    let columns = layout.knownColumns + layout.madeColumns
    context.sourceColumns = columns.isEmpty ? nil : (context.sourceColumns ?? []) + columns
  }

  private static func layout(_ options: OptionValues, _ context: inout CompileContext) -> (any Layout)? {
    let name = options.text("layout")
    guard name == "delimited" else {
      guard let layout = Layouts.named(name) else { return nil }
      let foreign = layout.reach == nil ? ["columns", "document", "within"] : ["columns", "document"]
      for option in foreign where options.has(option) {
        context.report(
          options.diagnostic(
            .conflictingOptions, at: option, "option \"\(option)\" is for layout \"delimited\"; \"\(name)\" knows it"))
      }
      if var dated = layout as? any DatesRefunds {
        dated.refundDate = options.date("refund_date")
        return dated
      }
      refuseRefundDate(options, &context)
      return options.has("within") ? layout.reaching(options.integer("within", default: 1)) : layout
    }
    refuseRefundDate(options, &context)
    let columns = options.texts("columns")
    let document = options.texts("document")
    guard !columns.isEmpty else {
      context.report(options.diagnostic(.missingKey, "layout \"delimited\" needs \"columns\", the table's header"))
      return nil
    }
    var seen: Set<String> = []
    for item in options.list("columns") where !seen.insert(item.text ?? "").inserted {
      context.report(
        item.diagnostic(
          .repeatedValue,
          "\"columns\" names \"\(item.text ?? "")\" twice: which of the two counts is not to be guessed",
          help: "take one out, or name it as the file does"))
    }
    for item in options.list("document") where !columns.contains(item.text ?? "") {
      context.report(
        item.diagnostic(
          .unknownSourceColumn, "\"document\" names \"\(item.text ?? "")\", which is not among \"columns\"",
          allowed: columns, suggestionFor: item.text))
    }
    return DelimitedTable(
      knownColumns: columns, documentColumns: document, span: options.integer("within", default: 1))
  }

  private static func refuseRefundDate(_ options: OptionValues, _ context: inout CompileContext) {
    guard options.has("refund_date") else { return }
    context.report(
      options.diagnostic(
        .conflictingOptions, at: "refund_date", "option \"refund_date\" is for layouts whose refunds have no date"))
  }

  func sources() throws(RunFailure) -> [SourceIdentity] {
    var sources: [SourceIdentity] = []
    for path in try PathPatterns.files(patterns) { sources.append(try SourceIdentity.of(path: path)) }
    return sources
  }

  func open(
    _ source: SourceIdentity, columns: [String], from checkpoint: SourceCheckpoint?
  ) throws(RunFailure) -> any BatchReader {
    let file = try OpenedFile(path: source.path, dialect: dialect, layout: layout)
    return try FileBatchReader(file, layout: layout, columns: columns, contract: contract, from: checkpoint)
  }

  func digest(of source: SourceIdentity) throws(RunFailure) -> [UInt8] { try digestOfFile(at: source.path) }

  func reopen(_ reject: RejectedDocument, columns: [String]) throws(RunFailure) -> any BatchReader {
    let file = try OpenedFile(reject)
    return try RejectReader(
      FileBatchReader(file, layout: layout, columns: columns, contract: .lenient, from: nil), reject)
  }
}
