public import Books
import Commerce
public import Pipeline

/// DATEV's Buchungsstapel (EXTF, header 700, format version 13), one file a month.
///
/// The format's own words, as developer.datev.de has them: Windows-1252, CRLF, semicolons, text in quotes even where it is
/// empty, decimal commas, amounts without sign with S or H seen from the account of column 7.
public struct DATEVFormat: JournalFormat {
  /// `datev`.
  public let name = "datev"
  /// What it is for.
  public let summary = "DATEV Buchungsstapel (EXTF version 13), one file a month, for a German tax adviser."
  /// Nothing of it was read by DATEV itself.
  public let unverified = "no program of DATEV has read it; an independent strict reader has."

  /// Rows of one file.
  static let rowMaximum = 99_999

  /// The format.
  public init() {}

  /// Writes the entries, months in order.
  public func package(_ entries: [JournalEntry], _ facts: ExportFacts) throws(RunFailure) -> ExportPackage {
    guard let client = facts.datev else { throw ExportFailure.noDATEVClient }
    guard facts.currency == .euro else {
      throw ExportFailure.currency("DATEV", takes: "EUR", not: facts.currency.code)
    }
    var files: [ExportFile] = []
    var notes = DATEVNotes()
    for (month, entries) in Dictionary(grouping: entries, by: \.date.month).sorted(by: { $0.key < $1.key }) {
      files += try self.files(month, entries, client, facts, &notes)
    }
    return ExportPackage(files: files, warnings: notes.warnings)
  }

  /// The files of one month: one, unless it has more rows than a file takes.
  private func files(
    _ month: CivilMonth, _ entries: [JournalEntry], _ client: DATEVClient, _ facts: ExportFacts,
    _ notes: inout DATEVNotes
  ) throws(RunFailure) -> [ExportFile] {
    var parts: [[(entry: JournalEntry, rows: [DATEVRow])]] = [[]]
    var count = 0
    for entry in entries {
      let made = try DATEVBooking(entry: entry, client: client, facts: facts).rows()
      notes.add(entry, made)
      guard made.rows.count <= Self.rowMaximum else {
        throw ExportFailure.tooLong(entry, lines: made.rows.count, format: "DATEV", maximum: Self.rowMaximum)
      }
      if count + made.rows.count > Self.rowMaximum {
        parts.append([])
        count = 0
      }
      count += made.rows.count
      parts[parts.count - 1].append((entry, made.rows))
    }
    let stem = "EXTF_Buchungsstapel_\(month)_\(ExportFile.stretch(entries.map(\.number)))"
    return parts.enumerated().map { index, part in
      let name = ExportFile.numbered(stem, index, of: parts.count, "csv")
      let header = DATEVHeader(
        client: client, chart: facts.chart, month: month, sealedAt: part.map(\.entry.sealedAt).max() ?? 0)
      return file(name, header, part, &notes)
    }
  }

  private func file(
    _ name: String, _ header: DATEVHeader, _ part: [(entry: JournalEntry, rows: [DATEVRow])], _ notes: inout DATEVNotes
  ) -> ExportFile {
    let rows = part.flatMap(\.rows)
    var bytes: [UInt8] = []
    func write(_ line: String, _ number: Int) {
      let (encoded, unknown) = DATEVText.encode(line)
      bytes += encoded
      bytes += [0x0D, 0x0A]
      if !unknown.isEmpty { notes.addUnknown(unknown, file: name, line: number) }
    }
    write(header.line, 1)
    write(DATEVColumns.all.map(\.name).joined(separator: ";"), 2)
    for (index, row) in rows.enumerated() { write(row.line, index + 3) }
    return ExportFile(name: name, bytes: bytes, rows: rows.count, entries: part.map(\.entry.number))
  }
}
