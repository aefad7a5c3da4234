/// Writes the tables of a report: as bytes for a pipe, or as files that appear whole or not at all.
import Formats
public import Pipeline

/// The same table gives the same bytes, compressed or not.
public enum ReportWriter {
  /// The table as bytes in `format`.
  public static func bytes(of table: ReportTable, as format: ReportFormat) throws(RunFailure) -> [UInt8] {
    do throws(FormatError) {
      return try TableWriter(table: table).write(format, into: MemorySink()).bytes
    } catch {
      throw OutputFailure.cannotWrite(table.name, detail: error.description)
    }
  }

  /// Writes the table into the file at `path`, whose folder is made when it is not there.
  ///
  /// - Throws: `E8101` when the folder cannot be made, `E8102` when it is read-only, `E8103` when the disk is full,
  ///   `E8104` for anything else; a file that was there before is untouched then.
  public static func write(
    _ table: ReportTable, as format: ReportFormat, to path: String
  ) throws(RunFailure) -> Delivery {
    try AtomicFile.makeFolder(AtomicFile.folder(of: path))
    let written = try AtomicFile.write(path) { sink throws(FormatError) in
      _ = try TableWriter(table: table).write(format, into: sink)
    }
    return Delivery(path: path, rows: table.rows.count, byteCount: written.byteCount, sha256: written.sha256)
  }

  /// Writes a return into the file at `path`, as ``write(_:as:to:)`` does.
  public static func write(_ file: ReturnFile, to path: String) throws(RunFailure) -> Delivery {
    try AtomicFile.makeFolder(AtomicFile.folder(of: path))
    let written = try AtomicFile.write(path) { sink throws(FormatError) in
      var sink = sink
      try sink.write(file.bytes)
    }
    return Delivery(path: path, rows: file.rows, byteCount: written.byteCount, sha256: written.sha256)
  }

  /// Writes the tables of one report: the first into the file at `path`, the others beside it.
  ///
  /// `vat.csv` gets `vat.left_out.csv` for its neighbour, as the files of a pipeline are named.
  public static func write(
    _ tables: [ReportTable], as format: ReportFormat, to path: String
  ) throws(RunFailure) -> [Delivery] {
    let ending = path.hasSuffix(".\(format.rawValue)") ? ".\(format.rawValue)" : ""
    let stem = path.dropLast(ending.count)
    var deliveries: [Delivery] = []
    for (index, table) in tables.enumerated() {
      deliveries.append(try write(table, as: format, to: index == 0 ? path : "\(stem).\(table.part)\(ending)"))
    }
    return deliveries
  }
}
