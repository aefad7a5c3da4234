import Columns
/// A small catalogue that has every type of option, for tests of what definitions may say.
import Commerce

@testable import Pipeline

enum FakeCatalogue {
  static let catalogue = Catalogue(entries: [file, map, vat, currency, ledger, report])

  static let file = StageEntry(
    StageSpec(
      "file", .extract, "Reads files.",
      options: [
        OptionSpec("layout", .text, required: true, "The layout of the files.", example: #""shop""#),
        OptionSpec("paths", .list(.path, minimum: 1), required: true, "The files.", example: #"["orders.csv"]"#),
        OptionSpec("access_token", .text, "Opens the door.", example: #""…""#),
      ])
  ) { options, context in
    guard options.text("layout") == "shop" else {
      context.report(
        options.diagnostic(
          .unknownName, at: "layout", "\(options.name) knows no layout \"\(options.text("layout"))\"",
          allowed: ["shop"], suggestionFor: options.text("layout")))
      return nil
    }
    context.sourceColumns = ["Name", "Total", "Country"]
    return .extract(FakeExtract(paths: options.texts("paths")))
  }

  static let map = StageEntry(
    StageSpec(
      "map", .transform, "Maps columns.",
      options: [
        OptionSpec("fields", .table(.either([.text, .record(field)]), allowed: []), "Columns.", example: "{}"),
        OptionSpec("rename", .table(.text, allowed: ["sku", "title"]), "Other names.", example: "{}"),
      ], produces: ["total"])
  ) { options, context in
    var columns: [String] = []
    context.warnOfFieldsNotTaken(options.entries("fields"))
    for entry in options.entries("fields") {
      columns.append(entry.value.text ?? entry.value.record?.text("from") ?? "")
      context.columns.insert(entry.key)
    }
    return .transform(FakeTransform(sourceColumns: columns))
  }

  static let field = [
    OptionSpec("from", .text, required: true, "The source column.", example: #""Total""#),
    OptionSpec("trim", .flag, "Whether to trim.", example: "true"),
  ]

  static let vat = StageEntry(
    StageSpec(
      "vat", .transform, "Computes tax.",
      options: [
        OptionSpec("prices", .choice(["net", "gross", "from_source"]), "Price basis.", example: #""net""#),
        OptionSpec("rate_source", .path, "Rates.", example: #""rates.csv""#),
        OptionSpec("tolerance", .decimal, "Largest difference.", example: #""0.01""#),
        OptionSpec("decimals", .integer(0...6), "Decimals.", example: "2"),
        OptionSpec("since", .date, "First day.", example: #""2024-01-01""#),
        OptionSpec("rejects", .limit, "Most rejects.", example: #""1%""#),
      ], needs: ["total", "country"], produces: ["net", "tax"], entities: [.orders])
  ) { options, context in
    if options.has("rate_source"), options.has("tolerance") {
      context.report(
        options.diagnostic(
          .conflictingOptions, at: "tolerance", "\(options.name) takes either \"rate_source\" or \"tolerance\""))
      return nil
    }
    return .transform(FakeTransform(sourceColumns: []))
  }

  static let currency = StageEntry(
    StageSpec(
      "currency", .transform, "Converts.",
      options: [
        OptionSpec("to", .text, required: true, "The base currency.", example: #""EUR""#),
        OptionSpec("rates", .path, "The fixings.", example: #""fixings.zip""#),
      ], needs: ["net"])
  ) { options, context in
    if let path = options.optionalText("rates") {
      do throws(RunFailure) { _ = try context.services.readFile(path) } catch {
        context.report(options.diagnostic(.unreadableFile, at: "rates", "\(options.name): \(error.message)"))
        return nil
      }
    }
    return .transform(FakeTransform(sourceColumns: ["Total"]))
  }

  static let ledger = StageEntry(
    StageSpec("ledger", .load, "Writes the ledger.", options: [], isDemanded: true)
  ) { _, _ in .load(FakeLoad()) }

  static let report = StageEntry(
    StageSpec(
      "report", .load, "Writes a report.",
      options: [
        OptionSpec(
          "formats", .list(.choice(["csv.gz", "json.gz"]), minimum: 1), "File formats.", example: #"["csv.gz"]"#)
      ])
  ) { _, _ in .load(FakeLoad()) }

  static let services = StageServices(workingDirectory: "/") { path throws(RunFailure) in
    throw RunFailure("E7001", .sourceUnavailable, "there is no file \"\(path)\"")
  }
}

struct FakeExtract: ExtractStage {
  let paths: [String]
  func sources() throws(RunFailure) -> [SourceIdentity] {
    paths.map { SourceIdentity(path: $0, byteCount: 0, modifiedNanoseconds: 0, inode: 0) }
  }
  func open(
    _ source: SourceIdentity, columns: [String], from checkpoint: SourceCheckpoint?
  ) throws(RunFailure) -> any BatchReader { throw RunFailure("E7001", .sourceUnavailable, "nothing to read") }
  func digest(of source: SourceIdentity) throws(RunFailure) -> [UInt8] { [] }
  func reopen(_ reject: RejectedDocument, columns: [String]) throws(RunFailure) -> any BatchReader {
    throw RunFailure("E7001", .sourceUnavailable, "nothing to read")
  }
}

struct FakeTransform: TransformStage {
  let sourceColumns: [String]
  mutating func apply(to batch: inout Batch) throws(RunFailure) {}
}

struct FakeLoad: LoadStage {
  func deliver(_ context: DeliveryContext) throws(RunFailure) -> LoadOutcome { [] }
}
