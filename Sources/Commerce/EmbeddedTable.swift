/// A small table that is compiled into the program: RFC 4180 CSV with a header, read once at first use.
///
/// It serves data that a person reviews as a table (rates, countries, aliases). Shops' files, which have dialects and
/// damage, go through the reader of `Formats`.
public struct EmbeddedTable: Sendable {
  /// The names of the columns.
  public let header: [String]
  /// The rows, each with as many cells as the header.
  public let rows: [[String]]

  /// Reads `bytes`; rows that are not as wide as the header are left out.
  public init(_ bytes: [UInt8]) {
    var records = Self.records(bytes)
    header = records.isEmpty ? [] : records.removeFirst()
    let width = header.count
    rows = records.filter { $0.count == width }
  }

  /// The cells of column `name`, one per row; empty when there is no such column.
  public func column(_ name: String) -> [String] {
    guard let index = header.firstIndex(of: name) else { return [] }
    return rows.map { $0[index] }
  }

  private static func records(_ bytes: [UInt8]) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell: [UInt8] = []
    var quoted = false
    var index = 0
    func endCell() {
      record.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\"") where quoted && index < bytes.count && bytes[index] == byte:
        cell.append(byte)
        index += 1
      case UInt8(ascii: "\""):
        quoted.toggle()
      case UInt8(ascii: ",") where !quoted:
        endCell()
      case UInt8(ascii: "\n") where !quoted:
        endCell()
        records.append(record)
        record.removeAll(keepingCapacity: true)
      case UInt8(ascii: "\r") where !quoted:
        break
      default:
        cell.append(byte)
      }
    }
    if !cell.isEmpty || !record.isEmpty {
      endCell()
      records.append(record)
    }
    return records
  }
}
