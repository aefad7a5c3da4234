public import Columns

/// A place that exports name as if it were a country though several codes share it, such as the Channel Islands.
///
/// It stays an area: which of its members is meant is not known, but what all of them have in common, such as lying
/// outside a tax territory, holds. The table is `Data/special_areas.csv`; stored numbers are its rows, from 1.
public struct SpecialArea: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let row: Int32

  /// The area of that code, such as `channel_islands`.
  public init?(_ code: String) {
    guard let index = Self.table.firstIndex(where: { $0.code == code }) else { return nil }
    row = Int32(index + 1)
  }

  private struct Facts: Sendable {
    var code: String
    var name: String
    var members: [Country]
  }

  private static let table = EmbeddedTable(PackageResources.special_areas_csv).rows.map { row in
    Facts(code: row[0], name: row[1], members: row[2].split(separator: " ").compactMap { Country(String($0)) })
  }

  private var facts: Facts? { Self.table.indices.contains(Int(row) - 1) ? Self.table[Int(row) - 1] : nil }

  /// The word that definitions and the ledger use.
  public var code: String { facts?.code ?? "" }
  /// The English name.
  public var name: String { facts?.name ?? "" }
  /// The countries and territories it may mean.
  public var members: [Country] { facts?.members ?? [] }
  /// Every area.
  public static var all: [SpecialArea] { table.indices.map { SpecialArea(stored: Int32($0 + 1)) } }
}

extension SpecialArea: ColumnValue {
  /// The element that a column stores.
  @inlinable public var stored: Int32 { row }
  /// The value of a stored element.
  @inlinable public init(stored: Int32) { row = stored }
}
