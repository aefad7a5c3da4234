/// What a reader gives, in a form that a test can compare and print.
import Columns
import Pipeline

/// A document as it was read.
struct ReadDocument: Equatable {
  /// A line of it: its cells by column, blank ones left out, and where its record stands.
  struct Line: Equatable {
    var cells: [String: String]
    var position: SourcePosition
    var raw: String

    /// The text of a cell; empty when it is blank.
    subscript(column: String) -> String { cells[column] ?? "" }
  }

  var lines: [Line]
  /// The codes of its refusals.
  var refusals: [String] = []
  /// The codes of its findings.
  var findings: [String] = []

  /// The text of a cell of its first line.
  subscript(column: String) -> String { lines.first?[column] ?? "" }

  /// The cells of one column, line by line.
  func column(_ name: String) -> [String] { lines.map { $0[name] } }
}

/// A batch as it was read, and the checkpoint behind it.
struct ReadBatch {
  var documents: [ReadDocument]
  var next: SourceCheckpoint
}

extension ReadDocument {
  /// The documents of a batch whose cells are those of `columns`.
  static func all(in batch: Batch, columns: [String]) -> [ReadDocument] {
    (0..<batch.documentCount).map { document in
      let lines = batch.lines(of: document).map { line in
        var cells: [String: String] = [:]
        for (slot, column) in columns.enumerated() where !batch.records[line, slot].isEmpty {
          cells[column] = batch.text.string(batch.records[line, slot])
        }
        return Line(
          cells: cells, position: batch.records.positions[line], raw: batch.text.string(batch.records.raw[line]))
      }
      return ReadDocument(
        lines: lines, refusals: batch.refusals.filter { $0.document == document }.map(\.code),
        findings: batch.findings.filter { $0.document == document }.map(\.code))
    }
  }
}

extension ExtractStage {
  /// All batches of a source from a checkpoint on.
  func batches(
    of source: SourceIdentity, columns: [String], from checkpoint: SourceCheckpoint? = nil
  ) async throws -> [ReadBatch] {
    var reader = try open(source, columns: columns, from: checkpoint)
    return try await reader.remaining(columns)
  }

  /// All documents of all sources, in their order.
  func documents(_ columns: [String]) async throws -> [ReadDocument] {
    var documents: [ReadDocument] = []
    for source in try sources() {
      documents += try await batches(of: source, columns: columns).flatMap(\.documents)
    }
    return documents
  }

  /// What its only source's reader notices in the file as a whole.
  func notices(_ columns: [String]) async throws -> [String] {
    var notices: [String] = []
    for source in try sources() {
      var reader = try open(source, columns: columns, from: nil)
      _ = try await reader.remaining(columns)
      notices += reader.notices
    }
    return notices
  }

  /// Why it cannot read.
  func failure(_ columns: [String]) async -> RunFailure? {
    do {
      _ = try await documents(columns)
      return nil
    } catch {
      return error as? RunFailure
    }
  }
}

extension BatchReader {
  /// The batches that are left.
  mutating func remaining(_ columns: [String]) async throws -> [ReadBatch] {
    var batches: [ReadBatch] = []
    while let (batch, next) = try await next() {
      batches.append(ReadBatch(documents: ReadDocument.all(in: batch, columns: columns), next: next))
    }
    return batches
  }
}
