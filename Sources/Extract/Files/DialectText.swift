import Formats

/// How the ledger keeps the dialect of a rejected document.
extension CSVDialect {
  /// The dialect of records that were decoded already, in one line for the ledger to keep.
  var written: String {
    let delimiter = delimiter.map { String($0, radix: 16) }.joined(separator: "-")
    let quote = quote.map { String($0, radix: 16) } ?? "none"
    return "delimiter=\(delimiter) quote=\(quote) escape=\(quoteEscape.rawValue)"
  }

  /// The dialect that ``written`` wrote.
  init?(written: String) {
    self.init()
    for part in written.split(separator: " ") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { return nil }
      switch pair[0] {
      case "delimiter":
        delimiter = pair[1].split(separator: "-").compactMap { UInt8($0, radix: 16) }
        if delimiter.isEmpty { return nil }
      case "quote": quote = UInt8(pair[1], radix: 16)
      case "escape": quoteEscape = QuoteEscape(rawValue: String(pair[1])) ?? .doubled
      default: return nil
      }
    }
  }
}

/// Writes a header in a dialect.
enum CSVHeader {
  /// The header's line, with its line break.
  static func line(_ names: [String], _ dialect: CSVDialect) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, name) in names.enumerated() {
      if index > 0 { bytes.append(contentsOf: dialect.delimiter) }
      guard let quote = dialect.quote else {
        bytes.append(contentsOf: name.utf8)
        continue
      }
      bytes.append(quote)
      for byte in name.utf8 {
        if byte == quote { bytes.append(quote) }
        bytes.append(byte)
      }
      bytes.append(quote)
    }
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }
}
