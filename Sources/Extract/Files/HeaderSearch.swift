import Formats

/// Finds the header of a layout's files by what it says: in whichever of its dialects, behind whatever precedes it.
///
/// Lines before a header have no fixed number, and delimiters that are counted can be those of a preamble.
enum HeaderSearch {
  /// Lines that are looked at.
  private static let linesMax = 64

  /// The dialect in which a line of `sample` has the layout's columns, and the lines before it.
  ///
  /// - Parameter detected: what the file looks like; its encoding and line break are taken over.
  /// - Returns: `nil` when the layout names no dialects or no line fits any.
  static func find(
    _ layout: any Layout, in sample: [UInt8], detected: CSVDialect
  ) -> (dialect: CSVDialect, preamble: [String])? {
    guard !layout.dialects.isEmpty, !layout.signature.isEmpty else { return nil }
    let lines = lines(of: sample, detected)
    for (index, line) in lines.enumerated() {
      for candidate in layout.dialects + [detected] {
        var dialect = candidate
        dialect.encoding = detected.encoding
        dialect.lineBreak = detected.lineBreak
        dialect.preambleLines = index
        dialect.hasHeader = true
        let names = Set(cells(of: line, dialect).map(layout.column(spelt:)))
        guard layout.signature.allSatisfy(names.contains) else { continue }
        return (dialect, lines[..<index].map { String(decoding: $0, as: UTF8.self) })
      }
    }
    return nil
  }

  /// The dialect in which a file that is none of `layout` has the columns of another layout, so that it can be named.
  static func mistaken(
    _ layout: any Layout, in sample: [UInt8], _ detected: CSVDialect
  ) -> (dialect: CSVDialect, preamble: [String])? {
    guard !layout.signature.isEmpty else { return nil }
    let head = Array(lines(of: sample, detected).joined(separator: [0x0A]))
    // A file that has the layout's own words is left to what it looks like.
    if layout.dialects.isEmpty, layout.signature.allSatisfy({ head.contains(Array($0.utf8)) }) { return nil }
    for other in Layouts.all where other.name != layout.name {
      if let found = find(other, in: sample, detected: detected) { return found }
    }
    return nil
  }

  /// The first lines of the sample as UTF-8, without their breaks.
  private static func lines(of sample: [UInt8], _ dialect: CSVDialect) -> [[UInt8]] {
    var source = TranscodingSource(MemorySource(sample), from: dialect.encoding)
    let text = (try? source.readAll()) ?? []
    let isBreak: (UInt8) -> Bool = { $0 == 0x0A || (dialect.lineBreak == .cr && $0 == 0x0D) }
    return text.split(maxSplits: linesMax, omittingEmptySubsequences: false, whereSeparator: isBreak).prefix(linesMax)
      .map { $0.last == 0x0D ? Array($0.dropLast()) : Array($0) }
  }

  private static func cells(of line: [UInt8], _ dialect: CSVDialect) -> [String] {
    var plain = dialect
    plain.preambleLines = 0
    plain.encoding = .utf8
    var reader = CSVReader(source: MemorySource(line), dialect: plain)
    return (try? reader.readHeader()) ?? []
  }
}
