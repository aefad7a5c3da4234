import Columns
import Commerce

/// What people and programs write into a field that says nothing: `Amazon Customer`, `n/a`, `xxx` (`Data/placeholders.csv`).
struct PlaceholderTable: Sendable {
  /// The fields that have placeholders of their own.
  enum Field: String { case name, address }

  static let shared = PlaceholderTable(EmbeddedTable(PackageResources.placeholders_csv))

  private var hashes: [Field: Set<UInt64>] = [.name: [], .address: []]

  private init(_ table: EmbeddedTable) {
    for cells in table.rows {
      let text = Array(cells[1].utf8)
      for field in [Field.name, .address] where cells[0] == field.rawValue || cells[0] == "any" {
        var form: [UInt8] = []
        switch field {
        case .name:
          Normalise.folded(text.span, into: &form)
          Transcription.shorten(&form, from: 0)
        case .address: AddressWords.append(text.span, .words, to: &form)
        }
        hashes[field]?.insert(Self.hash(form.span))
      }
    }
  }

  /// Whether what stands in `buffer` from `start` on says nothing in a field.
  func isPlaceholder(_ buffer: borrowing [UInt8], from start: Int, _ field: Field) -> Bool {
    guard start < buffer.count else { return true }
    switch field {
    case .name where isRepeated(buffer, from: start) || isDigits(buffer, from: start): return true
    case .address where isRepeated(buffer, from: start) && !isNumber(buffer, from: start): return true
    default: break
    }
    return hashes[field]?.contains(Self.hash(buffer.span.extracting(start..<buffer.count))) ?? false
  }

  /// Whether it is one character over and over.
  private func isRepeated(_ buffer: borrowing [UInt8], from start: Int) -> Bool {
    for index in start..<buffer.count where buffer[index] != buffer[start] { return false }
    return true
  }

  private func isDigits(_ buffer: borrowing [UInt8], from start: Int) -> Bool {
    for index in start..<buffer.count where !buffer[index].isDigit { return false }
    return true
  }

  /// Whether one character over and over may be a house number or a postcode: other digits than zero, or one letter.
  private func isNumber(_ buffer: borrowing [UInt8], from start: Int) -> Bool {
    buffer[start].isDigit ? buffer[start] != UInt8(ascii: "0") : buffer.count == start + 1
  }

  private static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var hash = FastHash(seed: 0)
    hash.combine(bytes)
    return UInt64(bitPattern: hash.value)
  }
}
