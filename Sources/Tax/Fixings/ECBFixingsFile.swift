import Commerce

/// Reads the European Central Bank's file of all its fixings.
extension ECBFixings {
  /// Why bytes are no file of fixings.
  public enum Fault: Error, Hashable, Sendable {
    /// The first line is not `Date,USD,…`.
    case notFixings
    /// A line that does not begin with a date, or one that is not earlier than the date above it.
    case badDate(line: Int)
    /// A cell that is no rate and not `N/A`.
    case badRate(line: Int, currency: String)
    /// A line with fewer or more cells than the header.
    case badWidth(line: Int)

    /// A sentence for a person.
    public var sentence: String {
      switch self {
      case .notFixings: "the first line is not that of the European Central Bank's history of reference rates"
      case .badDate(let line): "line \(line) does not begin with a date before that of the line above"
      case .badRate(let line, let currency): "line \(line) has no rate and no N/A for \(currency)"
      case .badWidth(let line): "line \(line) has another number of cells than the header"
      }
    }
  }

  /// Reads the history file as the European Central Bank publishes it: a header `Date,USD,…`, newest day first, units for
  /// one euro with a decimal point, `N/A` for none, and an empty cell at the end of each line.
  public convenience init(history bytes: Span<UInt8>) throws(Fault) {
    var reader = HistoryReader(end: bytes.count)
    let currencies = try reader.header(bytes)
    var days: [CivilDate] = []
    var rates: [UInt32] = []
    rates.reserveCapacity(bytes.count / 6)
    while !reader.isAtEnd {
      let date = try reader.date(bytes)
      if let last = days.last, last <= date { throw .badDate(line: reader.line) }
      days.append(date)
      for currency in currencies { rates.append(try reader.rate(bytes, currency.code)) }
      try reader.endLine(bytes)
    }
    let width = currencies.count
    var ascending: [UInt32] = []
    ascending.reserveCapacity(rates.count)
    for row in days.indices.reversed() { ascending.append(contentsOf: rates[row * width..<(row + 1) * width]) }
    self.init(currencies: currencies.map(\.currency), days: days.reversed(), rates: ascending)
  }
}

/// Walks through the history file once.
private struct HistoryReader {
  private var index = 0
  private let end: Int
  private(set) var line = 1

  init(end: Int) { self.end = end }

  var isAtEnd: Bool { index >= end }

  struct Heading {
    var code: String
    var currency: Currency?
  }

  mutating func header(_ bytes: Span<UInt8>) throws(ECBFixings.Fault) -> [Heading] {
    var cells: [String] = []
    var cell: [UInt8] = []
    while index < end, bytes[index] != UInt8(ascii: "\n") {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: ",") {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll()
      } else if byte > 0x20 {
        cell.append(byte)
      }
    }
    if !cell.isEmpty { cells.append(String(decoding: cell, as: UTF8.self)) }
    nextLine()
    guard cells.first == "Date", cells.contains("USD") else { throw .notFixings }
    return cells.dropFirst().map { Heading(code: $0, currency: Currency($0)) }
  }

  mutating func date(_ bytes: Span<UInt8>) throws(ECBFixings.Fault) -> CivilDate {
    guard end - index > 10, bytes[index + 10] == UInt8(ascii: ","),
      case .value(let moment) = DateGrammar.auto.parse(bytes.extracting(index..<index + 10))
    else { throw .badDate(line: line) }
    index += 11
    return moment.date
  }

  /// Reads one cell and the comma behind it; 0 for `N/A`.
  mutating func rate(_ bytes: Span<UInt8>, _ code: String) throws(ECBFixings.Fault) -> UInt32 {
    var units: UInt64 = 0
    var decimals = -1
    let start = index
    while index < end {
      let byte = bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        units = units &* 10 &+ UInt64(digit)
        if decimals >= 0 { decimals += 1 }
      } else if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
      } else {
        break
      }
      index += 1
    }
    if index == start, end - index > 3, bytes[index] == UInt8(ascii: "N"), bytes[index + 1] == UInt8(ascii: "/"),
      bytes[index + 2] == UInt8(ascii: "A")
    {
      index += 3
      try endCell(bytes)
      return 0
    }
    guard index > start, index - start < 18, let packed = PackedRate(units: units, scale: max(decimals, 0)) else {
      throw .badRate(line: line, currency: code)
    }
    try endCell(bytes)
    return packed.bits
  }

  private mutating func endCell(_ bytes: Span<UInt8>) throws(ECBFixings.Fault) {
    guard index < end else { return }
    switch bytes[index] {
    case UInt8(ascii: ","): index += 1
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
    default: throw .badWidth(line: line)
    }
  }

  mutating func endLine(_ bytes: Span<UInt8>) throws(ECBFixings.Fault) {
    if index < end, bytes[index] == UInt8(ascii: "\r") { index += 1 }
    guard index >= end || bytes[index] == UInt8(ascii: "\n") else { throw .badWidth(line: line) }
    nextLine()
  }

  private mutating func nextLine() {
    index += 1
    line += 1
  }
}
