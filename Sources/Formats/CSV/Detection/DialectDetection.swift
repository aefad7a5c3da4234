/// Finds out how a file of delimited text is written, and says why.
public struct DialectDetection: Sendable, Hashable {
  /// The dialect that fits best.
  public var dialect: CSVDialect
  /// What speaks for it: one sentence for each of its traits.
  public var evidence: [String]
  /// From 0, a guess, to 1, certain.
  public var confidence: Double

  /// Judges `sample`, the first bytes of a file; `atEnd` says that it is the whole file.
  ///
  /// 64 KiB tell enough; more than 256 KiB are not looked at. The sample is as stored: compressed files are
  /// decompressed first, text is not decoded.
  public static func detect(sample: [UInt8], atEnd: Bool) -> DialectDetection {
    let isWhole = atEnd && sample.count <= largestSample
    return DialectDetection(Array(sample.prefix(largestSample)), atEnd: isWhole)
  }

  private static let largestSample = 1 << 18

  private init(_ sample: [UInt8], atEnd: Bool) {
    let encoding = EncodingDetection(sample: sample, atEnd: atEnd)
    dialect = CSVDialect()
    dialect.encoding = encoding.encoding
    evidence = [encoding.evidence]
    confidence = encoding.confidence
    var text: [UInt8] = []
    _ = encoding.encoding.decode(sample.dropFirst(Self.markLength(sample)), into: &text)
    guard text.contains(where: { $0 != .lf && $0 != .cr }) else {
      evidence.append("the file holds no text")
      confidence = 0
      return
    }
    let breaks = LineBreakCount(text)
    dialect.lineBreak = breaks.lineBreak
    evidence.append(breaks.evidence)
    detectTable(text, atEnd: atEnd)
  }

  private static func markLength(_ sample: [UInt8]) -> Int {
    TextEncoding.declared(byMarkIn: sample)?.byteOrderMark.count ?? 0
  }

  private mutating func detectTable(_ text: [UInt8], atEnd: Bool) {
    let declared = DeclaredDelimiter(text)
    if let declared {
      dialect.preambleLines = 1
      evidence.append("the line '\(declared.line)' declares the delimiter")
    }
    let plain = DelimiterTrial.best(text, dialect, atEnd: atEnd, delimiter: declared?.delimiter)
    var best = plain
    if let repaired = WrappedLines(text, dialect, atEnd: atEnd, asItIs: plain) {
      best = repaired.trial
      evidence.append(repaired.evidence)
    }
    guard let best else {
      evidence.append("no delimiter splits the lines evenly: one column")
      confidence *= 0.5
      detectHeader(DelimiterTrial(text, dialect, atEnd: atEnd))
      return
    }
    dialect = best.dialect
    evidence.append(best.evidence(against: DelimiterTrial.all(text, dialect, atEnd: atEnd)))
    confidence *= best.consistency
    if dialect.quoteEscape == .backslash { evidence.append("quotes inside cells follow a backslash") }
    if dialect.quote == nil { evidence.append("quotes do not pair up: they are text") }
    takePreamble(of: best)
    detectHeader(best)
  }

  private mutating func takePreamble(of trial: DelimiterTrial) {
    let lines = trial.preambleLines
    if lines > dialect.preambleLines {
      evidence.append("\(lines) lines before the table have fewer than \(trial.modalCount) fields")
      dialect.preambleLines = lines
      confidence *= 0.9
    }
    dialect.trailingDelimiter = trial.hasTrailingDelimiter
    if dialect.trailingDelimiter { evidence.append("each record ends with a delimiter that opens no further cell") }
  }

  private mutating func detectHeader(_ trial: DelimiterTrial) {
    let header = HeaderDetection(trial.table)
    dialect.hasHeader = header.hasHeader
    evidence.append(header.evidence)
    confidence *= header.confidence
  }
}

/// Which line break a text uses most.
private struct LineBreakCount {
  var lineBreak = CSVDialect.LineBreak.lf
  var evidence: String

  init(_ text: [UInt8]) {
    var counts: [CSVDialect.LineBreak: Int] = [:]
    for index in text.indices {
      if text[index] == .lf { counts[index > 0 && text[index - 1] == .cr ? .crlf : .lf, default: 0] += 1 }
      if text[index] == .cr, index + 1 == text.count || text[index + 1] != .lf { counts[.cr, default: 0] += 1 }
    }
    let lf = counts[.lf, default: 0]
    let crlf = counts[.crlf, default: 0]
    let cr = counts[.cr, default: 0]
    // A lone CR beside LF is text: it ends lines only in files that know nothing else.
    lineBreak = lf + crlf == 0 && cr > 0 ? .cr : crlf > lf ? .crlf : .lf
    evidence = "line break \(lineBreak.rawValue): \(lf) LF, \(crlf) CR LF, \(cr) CR alone"
  }
}

/// Excel's first line `sep=;`, which declares the delimiter.
private struct DeclaredDelimiter {
  var line: String
  var delimiter: [UInt8]

  init?(_ text: [UInt8]) {
    let first = text.prefix { $0 != .lf && $0 != .cr }
    let unquoted = first.filter { $0 != UInt8(ascii: "\"") }
    let name = Array("sep=".utf8)
    guard unquoted.count > name.count,
      String(decoding: unquoted.prefix(name.count), as: UTF8.self).lowercased() == "sep="
    else { return nil }
    line = String(decoding: first, as: UTF8.self)
    delimiter = Array(unquoted.dropFirst(name.count))
  }
}
