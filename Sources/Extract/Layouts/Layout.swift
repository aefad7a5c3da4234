import Columns
import Commerce
import Formats
import Pipeline

/// What is known about a kind of file: its columns, how its records form documents, and what lines they hold.
protocol Layout: Sendable {
  /// The name that definitions use, such as `shopify.orders_export`.
  var name: String { get }
  /// What the file is, in a sentence.
  var summary: String { get }
  /// The columns that a file of this layout can have, in its order; empty when the definition tells.
  var knownColumns: [String] { get }
  /// The columns without which a file is of another layout.
  var signature: [String] { get }
  /// The columns without which documents would be wrong.
  var requiredColumns: [String] { get }
  /// Columns that are not in the file: the layout makes them when it shapes documents.
  var madeColumns: [String] { get }
  /// The ways in which its files are written, the first that shows the header counts; empty to detect the dialect.
  var dialects: [CSVDialect] { get }
  /// How many records later a document may go on; `nil` when its records follow each other in every file.
  var reach: Int? { get }
  /// The layout for files in which a document may go on that many records later.
  func reaching(_ reach: Int) -> any Layout
  /// Whether records may end before their last column: the platform leaves out empty cells there.
  var cutsEmptyCells: Bool { get }
  /// Columns that shaping itself reads.
  var shapedColumns: [String] { get }
  /// Those of a file with this header, where what there is to read differs from file to file.
  func shapedColumns(in header: [String]) -> [String]
  /// Whether a column is none to wonder about, as those of numbered items and of plug-ins are.
  func knows(_ column: String) -> Bool
  /// The name by which the layout knows a column that a file spells in some way; any other spelling is its own name.
  func column(spelt spelling: String) -> String
  /// Makes what turns records into documents, given where each column's cell is and what the file says of itself.
  func shaper(_ slots: ColumnSlots, for file: FileFacts) -> any DocumentShaper
}

extension Layout {
  var dialects: [CSVDialect] { [] }
  var reach: Int? { nil }
  func reaching(_ reach: Int) -> any Layout { self }
  var cutsEmptyCells: Bool { false }
  func column(spelt spelling: String) -> String { spelling }
  func shapedColumns(in header: [String]) -> [String] { shapedColumns }
  func knows(_ column: String) -> Bool { knownColumns.contains(column) }
}

/// A layout of orders whose refunds the export dates nowhere.
protocol DatesRefunds: Layout {
  /// The date of all refunds; `nil` for that of the sale, with a finding.
  var refundDate: CivilDate? { get set }
}

/// What a file says of itself before its first record.
struct FileFacts: Sendable {
  /// The names of its columns as it spells them.
  let header: [String]
  /// The lines before the header.
  let preamble: [String]
}

/// Turns the records of a block into a batch of whole documents.
protocol DocumentShaper: Sendable {
  /// The slots of the cells that name a record's document; empty when every record is a document of its own.
  var keySlots: [Int] { get }

  /// How many records at the front of `block` form whole documents; the rest comes again in the next block.
  ///
  /// - Parameter isLast: whether the file ends with this block.
  mutating func wholeRecords(_ block: borrowing RecordBlock, isLast: Bool) -> Int

  /// The batch of the block's records, once only those of whole documents are left in it.
  mutating func batch(_ block: consuming RecordBlock) -> Batch

  /// What was left out of all batches so far, in sentences for the run report; empty when nothing was.
  var leftOut: [String] { get }
}

extension DocumentShaper {
  var leftOut: [String] { [] }
}

/// Where the cells of a batch are: the columns that stages read, then those that only shaping reads.
struct ColumnSlots: Sendable {
  /// Column names in the order of the cells.
  let names: [String]
  private let index: [String: Int]

  /// Slots for `columns`, then for the rest of `shaped`.
  init(columns: [String], shaped: [String]) {
    var names = columns
    for name in shaped where !names.contains(name) { names.append(name) }
    self.names = names
    index = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number of cells of a record.
  var count: Int { names.count }

  /// The slot of a column that is among them.
  subscript(_ name: String) -> Int {
    guard let slot = index[name] else { preconditionFailure("column \(name) has no slot") }
    return slot
  }

  /// The slot of a column, if it is among them.
  func find(_ name: String) -> Int? { index[name] }
}

/// The layouts there are; a new one is one file and one line here.
public enum Layouts {
  /// All layouts that have a name of their own.
  static let all: [any Layout] = [
    ShopifyOrdersExport(), ShopifyProductsExport(), ShopifyInventoryExport(), ShopifyCustomersExport(),
    ShopifyPayoutsExport(), ShopifyPaymentTransactions(), WebToffeeOrders(), SkyVergeOrders(), AdvancedOrderExport(),
    AnalyticsOrders(), WooCommerceProductsExport(),
    AmazonAllOrders(), AmazonVATTransactions(), AmazonVATCalculation(),
    AmazonDateRange(), AmazonIndiaSales(), AmazonSettlement(),
    AmazonFBAReturns(), AmazonFBAInventory(),
    PayPalActivity(), StripePayoutReconciliation(),
  ]

  /// The layout of that name.
  static func named(_ name: String) -> (any Layout)? { all.first { $0.name == name } }

  /// A layout for people to read about.
  public struct Description: Sendable {
    /// The name that definitions use.
    public let name: String
    /// What the file is, in a sentence.
    public let summary: String
    /// The columns that its files can have.
    public let columns: [String]
    /// The columns without which documents would be wrong.
    public let requiredColumns: [String]
    /// The columns that the layout makes itself.
    public let madeColumns: [String]
  }

  /// All layouts, the one that a definition describes included.
  public static let descriptions: [Description] =
    (all + [DelimitedTable(knownColumns: [], documentColumns: [], span: 1)]).map {
      Description(
        name: $0.name, summary: $0.summary, columns: $0.knownColumns, requiredColumns: $0.requiredColumns,
        madeColumns: $0.madeColumns)
    }
}
