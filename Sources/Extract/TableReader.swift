import Columns
public import Formats
public import Pipeline

/// Reads any delimited file as a table, without a layout: what `cat` shows.
public struct TableReader: Sendable {
  /// How the file is declared to be written; what is left out is detected.
  public struct Declaration: Sendable {
    /// What separates cells.
    public var delimiter: String?
    /// How text is encoded.
    public var encoding: TextEncoding?
    /// Whether the first record names the columns.
    public var hasHeader: Bool?
    /// Lines before the header.
    public var preambleLines: Int?

    /// Everything is detected.
    public init() {}
  }

  /// The dialect it is read by.
  public let dialect: CSVDialect
  /// What led to the dialect, in sentences.
  public let evidence: [String]
  /// Whether the file is gzipped.
  public let isCompressed: Bool
  /// The names of the columns.
  public let header: [String]
  private let path: String
  private var reader: CSVReader<AnyByteSource>

  /// Opens the file at `path`, or standard input where that is `-`, and reads its header.
  public init(path: String, declaration: Declaration) throws(RunFailure) {
    let isInput = path == "-"
    let file = try OpenedFile(
      path: path, handle: isInput ? .standardInput : nil, dialect: DialectOptions(declaration))
    self.path = isInput ? "standard input" : path
    dialect = file.dialect
    evidence = file.evidence
    isCompressed = file.isCompressed
    reader = CSVReader(source: file.source, dialect: file.dialect)
    do throws(FormatError) {
      header = try reader.readHeader()
    } catch {
      throw RunFailure(reading: self.path, error)
    }
  }

  /// Reads text that is in memory, written as RFC 4180 has it, and its header; `name` is what messages call it.
  public init(text bytes: [UInt8], named name: String) throws(RunFailure) {
    path = name
    dialect = CSVDialect()
    evidence = []
    isCompressed = false
    reader = CSVReader(source: AnyByteSource(MemorySource(bytes)), dialect: dialect)
    do throws(FormatError) {
      header = try reader.readHeader()
    } catch {
      throw RunFailure(reading: name, error)
    }
  }

  /// The cells of a record behind the last column that the header names.
  public func surplus(of record: Int, in block: RecordBlock) -> [String] {
    guard block.fieldCounts[record] > header.count else { return [] }
    var plain = CSVDialect()
    plain.delimiter = dialect.delimiter
    plain.quote = dialect.quote
    plain.quoteEscape = dialect.quoteEscape
    plain.lineBreak = dialect.lineBreak
    plain.hasHeader = false
    // Without a header the columns are as many as the first record has cells, and all are kept.
    var reader = CSVReader(source: MemorySource(Array(block.text[block.records.raw[record]])), dialect: plain)
    guard let whole = try? reader.nextBlock(), whole.count > 0 else { return [] }
    return whole.records.cells.prefix(whole.records.width).dropFirst(header.count).map { whole.text.string($0) }
  }

  /// The next records with the cells of all columns that the header names; `nil` at the end.
  public mutating func next() throws(RunFailure) -> RecordBlock? {
    do throws(FormatError) {
      return try reader.nextBlock()
    } catch {
      throw RunFailure(reading: path, error)
    }
  }
}

extension DialectOptions {
  fileprivate init(_ declaration: TableReader.Declaration) {
    self.init(
      delimiter: declaration.delimiter, quote: nil, escape: nil, encoding: declaration.encoding, lineBreak: nil,
      header: declaration.hasHeader, preambleLines: declaration.preambleLines)
  }
}
