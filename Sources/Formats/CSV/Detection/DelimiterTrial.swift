/// Reads a sample with one delimiter and judges how evenly it splits.
import Columns

/// A sample read in one way.
struct DelimiterTrial {
  /// The way it was read.
  var dialect: CSVDialect
  /// Field counts and records, without the last record when the sample cuts it off.
  var counts: [Int] = []
  var cells: [[String]] = []
  var lines: [Int] = []
  /// Whether a record ends with the delimiter.
  var endsOpen: [Bool] = []
  /// What is wrong with the quotes of each record; `nil` when they make sense in this reading.
  private var misquotes: [RecordProblem.Kind?] = []
  /// Records whose quotes make no sense in this reading.
  var misquoted: Int { misquotes.filter { $0 != nil }.count }

  /// The number of fields that most records have.
  var modalCount = 0
  /// How many have it.
  var modalRecords = 0

  /// Delimiters that are tried, those first that win a draw.
  private static let delimiters = [",", ";", "\t", "|", "||", "~^~", "^", "~", "\u{1F}"]
  private static let largestRecordCount = 1000
  private static let largestFieldCount = 1024

  /// Reads `text`, which is UTF-8, in the given way.
  init(_ text: [UInt8], _ dialect: CSVDialect, atEnd: Bool) {
    self.dialect = dialect
    var plain = dialect
    plain.hasHeader = false
    plain.encoding = .utf8
    plain.trailingDelimiter = false
    read(text, plain)
    if !atEnd, counts.count > 1, counts.count < Self.largestRecordCount { keepFirst(cutOff) }
    let modal = Self.modal(of: counts[...])
    modalCount = modal?.key ?? 0
    modalRecords = modal?.value ?? 0
  }

  private static func modal(of counts: ArraySlice<Int>) -> (key: Int, value: Int)? {
    var frequency: [Int: Int] = [:]
    for count in counts { frequency[count, default: 0] += 1 }
    return frequency.max { ($0.value, $0.key) < ($1.value, $1.key) }
  }

  private mutating func read(_ text: [UInt8], _ dialect: CSVDialect) {
    var reader = CSVReader(source: MemorySource(text), dialect: dialect)
    guard (try? reader.readHeader()) != nil else { return }
    reader.selectAll(upTo: Self.largestFieldCount)
    while counts.count < Self.largestRecordCount, let block = try? reader.nextBlock() {
      for record in 0..<min(block.count, Self.largestRecordCount - counts.count) {
        let count = Int(block.fieldCounts[record])
        counts.append(count)
        cells.append((0..<min(count, block.records.width)).map { block.text.string(block.records[record, $0]) })
        lines.append(block.records.positions[record].line)
        endsOpen.append(
          block.text[block.records.raw[record]].suffix(dialect.delimiter.count).elementsEqual(dialect.delimiter))
      }
      misquotes += Array(repeating: nil, count: counts.count - misquotes.count)
      let first = counts.count - block.count
      for problem in block.problems where problem.kind == .textAfterQuote || problem.kind == .unterminatedQuote {
        if misquotes.indices.contains(first + problem.record) { misquotes[first + problem.record] = problem.kind }
      }
    }
  }

  /// The record that the end of the sample cuts off: the last one, or one whose cell goes on behind the sample, so that
  /// the lines in that cell are no records.
  private var cutOff: Int {
    let last = counts.count - 1
    guard let open = misquotes.lastIndex(of: .unterminatedQuote), open > 0 else { return last }
    let usual = Self.modal(of: counts[..<open])?.key
    let behind = counts[(open + 1)...]
    return behind.filter { $0 == usual }.count * 2 < behind.count ? open : last
  }

  private mutating func keepFirst(_ count: Int) {
    counts.removeSubrange(count...)
    cells.removeSubrange(count...)
    lines.removeSubrange(count...)
    endsOpen.removeSubrange(count...)
    misquotes.removeSubrange(count...)
  }

  // MARK: Judging

  /// The share of records that have the usual number of fields.
  var consistency: Double { counts.isEmpty ? 0 : Double(modalRecords) / Double(counts.count - firstRecord) }

  /// How well the reading explains the sample.
  var score: Double {
    guard modalCount > 1, !counts.isEmpty else { return 0 }
    let sane = 1 - Double(misquoted) / Double(counts.count)
    let wide = 1 - 1 / Double(modalCount)
    return min(1, consistency) * sane * wide * (firstRecord == 0 ? 1 : 0.9) * (dialect.quote == nil ? 0.95 : 1)
  }

  /// The first record of the table: what stands before it has fewer fields than most.
  var firstRecord: Int {
    guard let first = counts.firstIndex(where: { isTableRecord($0) }), first <= 30 else { return 0 }
    return first
  }

  private func isTableRecord(_ count: Int) -> Bool {
    count >= modalCount || (count == modalCount - 1 && modalEndsOpen)
  }

  /// Whether every record with the usual number of fields ends with a delimiter.
  private var modalEndsOpen: Bool { counts.indices.allSatisfy { counts[$0] != modalCount || endsOpen[$0] } }

  /// Physical lines before the table.
  var preambleLines: Int { firstRecord == 0 ? dialect.preambleLines : lines[firstRecord] - 1 }

  /// Whether the delimiter at the end of each record opens no further cell: the header names none there.
  var hasTrailingDelimiter: Bool {
    guard modalCount > 1, let header = table.first else { return false }
    return modalEndsOpen && (header.count == modalCount - 1 || header.last == "")
  }

  /// The records of the table.
  var table: ArraySlice<[String]> { cells.dropFirst(firstRecord) }

  // MARK: Choosing

  /// The reading that explains `text` best; `nil` when none finds two columns.
  static func best(_ text: [UInt8], _ base: CSVDialect, atEnd: Bool, delimiter: [UInt8]?) -> DelimiterTrial? {
    let trials = candidates(text, base, delimiter: delimiter).map { DelimiterTrial(text, $0, atEnd: atEnd) }
    // Quotes are text only where no way of reading them as quotes makes sense.
    let wellQuoted = Set(trials.filter { $0.dialect.quote != nil && $0.misquoted == 0 }.map(\.dialect.delimiter))
    let sensible = trials.filter {
      $0.score > 0.2 && ($0.dialect.quote != nil || !wellQuoted.contains($0.dialect.delimiter))
    }
    guard let best = highest(sensible), best.firstRecord > 0 else { return highest(sensible) }
    // Names that the first line has in one reading are no lines before the table in another.
    return highest(sensible.filter(\.startsWithNames)) ?? best
  }

  /// The trial with the highest score, the first of equal ones.
  private static func highest(_ trials: [DelimiterTrial]) -> DelimiterTrial? {
    trials.reduce(nil) { best, trial in trial.score > best?.score ?? 0 ? trial : best }
  }

  /// Whether the first line names the columns of an even table.
  private var startsWithNames: Bool {
    consistency > 0.9 && misquoted == 0 && counts.prefix(10).allSatisfy { $0 == modalCount }
      && HeaderDetection(table).hasHeader
  }

  /// A reading with each other delimiter, for comparison.
  static func all(_ text: [UInt8], _ base: CSVDialect, atEnd: Bool) -> [DelimiterTrial] {
    delimiters.map { Array($0.utf8) }.filter { $0 != base.delimiter && occurs($0, in: text) }.map {
      var dialect = base
      dialect.delimiter = $0
      return DelimiterTrial(text, dialect, atEnd: atEnd)
    }
  }

  private static func candidates(_ text: [UInt8], _ base: CSVDialect, delimiter: [UInt8]?) -> [CSVDialect] {
    let possible = delimiter.map { [$0] } ?? delimiters.map { Array($0.utf8) }.filter { isPossible($0, in: text) }
    return possible.flatMap { delimiter in
      var doubled = base
      doubled.delimiter = delimiter
      var backslash = doubled
      backslash.quoteEscape = .backslash
      var unquoted = doubled
      unquoted.quote = nil
      if !text.contains(UInt8(ascii: "\"")) { return [doubled] }
      return occurs(Array("\\\"".utf8), in: text) ? [doubled, backslash, unquoted] : [doubled, unquoted]
    }
  }

  /// Whether the text can be delimited so: a longer delimiter takes precedence over the bytes it is made of.
  private static func isPossible(_ delimiter: [UInt8], in text: [UInt8]) -> Bool {
    guard occurs(delimiter, in: text) else { return false }
    let pipe = UInt8(ascii: "|")
    switch delimiter {
    case [pipe]: return !hasOnlyPairs(of: pipe, in: text)
    case [pipe, pipe]: return hasOnlyPairs(of: pipe, in: text)
    case [UInt8(ascii: "~")], [UInt8(ascii: "^")]: return !occurs(Array("~^~".utf8), in: text)
    default: return true
    }
  }

  /// Whether `byte` comes only in runs of even length.
  private static func hasOnlyPairs(of byte: UInt8, in text: [UInt8]) -> Bool {
    text.split { $0 != byte }.allSatisfy { $0.count % 2 == 0 }
  }

  private static func occurs(_ pattern: [UInt8], in text: [UInt8]) -> Bool {
    text.indices.contains { text[$0] == pattern[0] && text[$0...].starts(with: pattern) }
  }

  // MARK: Evidence

  /// The sentence that compares this reading with others.
  func evidence(against others: [DelimiterTrial]) -> String {
    let rivals = others.filter { $0.counts.contains { $0 > 1 } }.map { trial in
      let fewest = trial.counts.min() ?? 0
      let most = trial.counts.max() ?? 0
      return "\(trial.name) gives \(fewest == most ? "\(fewest)" : "\(fewest) to \(most)")"
    }
    let records = counts.count - firstRecord
    let share = "\(modalRecords) of \(records) records have \(modalCount) fields"
    return (["delimiter \(name): \(share)"] + rivals).joined(separator: "; ")
  }

  private var name: String {
    dialect.delimiter == [0x09] ? "tab" : "'\(String(decoding: dialect.delimiter, as: UTF8.self))'"
  }
}
