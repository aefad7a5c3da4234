import Columns
import Formats
import Pipeline

/// Any byte source behind one type, so that a reader is compiled once for plain, gzipped and in-memory input.
struct AnyByteSource: ByteSource {
  private var base: any ByteSource

  init(_ base: any ByteSource) { self.base = base }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
    try unsafe base.read(into: buffer)
  }
}

/// A file that was opened, decompressed where it is gzipped, and looked into.
struct OpenedFile {
  /// The path, for messages.
  let path: String
  /// The dialect it is read by.
  let dialect: CSVDialect
  /// What led to the dialect, in sentences.
  let evidence: [String]
  /// What a person should know of how it is read, in sentences.
  let notices: [String]
  /// Whether it is gzipped.
  let isCompressed: Bool
  /// Its bytes, from the start.
  let source: AnyByteSource
  /// The lines before its header, where its layout was looked for.
  let preamble: [String]
  /// Its SHA-256 as far as it was read; `nil` for what is no file.
  let digest: RunningDigest?

  private static let sampleBytes = 1 << 16

  /// Opens the file at `path` and detects what the options leave open.
  ///
  /// - Parameters:
  ///   - handle: the file, where it is open already.
  ///   - layout: the layout whose header is looked for; `nil` to go by how the file looks alone.
  init(
    path: String, handle: FileHandle? = nil, dialect options: DialectOptions, layout: (any Layout)? = nil
  ) throws(RunFailure) {
    self.path = path
    let digest = RunningDigest()
    self.digest = digest
    do {
      var stored = LookAhead(HashingSource(FileSource(handle: try handle ?? FileHandle(path: path)), into: digest))
      isCompressed = GunzipSource<LookAhead>.isGzip(try stored.peek(2))
      var text = isCompressed ? LookAhead(GunzipSource(stored)) : stored
      let sample = try text.peek(Self.sampleBytes)
      let detection = DialectDetection.detect(sample: sample, atEnd: sample.count < Self.sampleBytes)
      let detected = options.decoding(detection.dialect)
      if detected.encoding == .windows1252, !options.declaresEncoding, JapaneseText.isShiftJIS(sample) {
        throw RunFailure.shiftJIS(path)
      }
      let found = layout.flatMap {
        HeaderSearch.find($0, in: sample, detected: detected) ?? HeaderSearch.mistaken($0, in: sample, detected)
      }
      dialect = options.applied(to: found?.dialect ?? detection.dialect)
      preamble = found?.preamble ?? []
      evidence = detection.evidence
      let takesQuotesAsText = found == nil && detection.dialect.quote == nil && !options.declaresQuote
      notices = takesQuotesAsText ? [Self.quotesAreText(path)] : []
      source = AnyByteSource(text)
    } catch let failure as RunFailure {
      throw failure
    } catch let error as FormatError {
      throw RunFailure(reading: path, error)
    } catch {
      throw RunFailure("E7002", .sourceUnavailable, "\(path) cannot be read: \(error)")
    }
  }

  private static func quotesAreText(_ path: String) -> String {
    "\(path): its first quotes do not pair up, so all of them are read as text; if they stand around cells, mend the "
      + #"odd one or declare "dialect": { "quote": "\"" }"#
  }

  /// The original bytes of a rejected document, under the header of their file.
  init(_ reject: RejectedDocument) throws(RunFailure) {
    path = reject.path
    guard let dialect = CSVDialect(written: reject.dialect) else {
      throw RunFailure("E4001", .internalFault, "reject \(reject.reject) was stored without a dialect that can be read")
    }
    self.dialect = dialect
    evidence = []
    notices = []
    isCompressed = false
    preamble = []
    digest = nil
    var bytes = CSVHeader.line(reject.header, dialect)
    bytes.append(contentsOf: reject.raw)
    bytes.append(UInt8(ascii: "\n"))
    source = AnyByteSource(MemorySource(bytes))
  }
}

/// A source whose first bytes can be looked at before they are read.
struct LookAhead: ByteSource {
  private var base: any ByteSource
  private var ahead: [UInt8] = []
  private var position = 0

  init(_ base: any ByteSource) { self.base = base }

  /// The next `count` bytes, or all there are, without taking them.
  mutating func peek(_ count: Int) throws(FormatError) -> [UInt8] {
    while ahead.count - position < count {
      if try base.append(to: &ahead, atMost: count - (ahead.count - position)) == 0 { break }
    }
    return Array(ahead[position..<min(ahead.count, position + count)])
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
    guard position < ahead.count else { return try unsafe base.read(into: buffer) }
    let count = min(buffer.count, ahead.count - position)
    unsafe buffer.copyBytes(from: ahead[position..<position + count])
    position += count
    if position == ahead.count {
      ahead = []
      position = 0
    }
    return count
  }
}

extension RunFailure {
  /// Text that would pass for another encoding's.
  fileprivate static func shiftJIS(_ path: String) -> RunFailure {
    RunFailure(
      "E7006", .schemaDrift, "\(path) is written in Shift-JIS (Windows-31J), which is not read here",
      remedy: "save it as UTF-8, as in: iconv -f CP932 -t UTF-8; or declare the encoding that it has")
  }

  /// A source whose bytes cannot be read to the end.
  init(reading path: String, _ error: FormatError) {
    switch error.code {
    case .empty:
      self.init(
        "E7005", .sourceUnavailable, "\(path): \(error)",
        remedy: "check what writes the file; an empty export has a header at least")
    case .encodingMismatch, .headerNotText, .recordTooLong:
      self.init("E7006", .schemaDrift, "\(path): \(error)")
    default:
      self.init("E7007", .sourceUnavailable, "\(path): \(error)")
    }
  }
}
