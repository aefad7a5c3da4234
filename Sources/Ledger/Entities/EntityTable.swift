/// Where the ledger keeps the records of an entity: one description gives tables, statements, content hash and views.
import Columns
import Commerce

/// Documents have a table, their lines another; both have the entity's fields as columns after those that every record
/// has. Orders have tables of their own, which are made for speed.
struct EntityTable {
  /// What is kept.
  let entity: Entity
  /// The table of documents.
  let documents: String
  /// The table of lines; `nil` where a document says all.
  let lines: String?
  /// The view of documents; `nil` where that of lines tells all.
  let documentView: String?

  /// The tables, in the order in which they are made.
  static let all = [
    EntityTable(entity: .products, documents: "products", lines: "variants", documentView: "v_products"),
    EntityTable(entity: .inventory, documents: "stock_records", lines: "stock", documentView: nil),
    EntityTable(entity: .customers, documents: "accounts", lines: nil, documentView: "v_accounts"),
    EntityTable(entity: .payouts, documents: "payouts", lines: "payout_lines", documentView: "v_payouts"),
    EntityTable(entity: .returns, documents: "return_records", lines: "returns", documentView: nil),
  ]

  /// The tables of an entity; `nil` for orders.
  static func of(_ entity: Entity) -> EntityTable? { all.first { $0.entity == entity } }

  /// Columns that every document has before its fields.
  static let documentColumns = [
    "id", "store_id", "external_id", "revision", "run_id", "source_id", "source_line", "source_byte", "content_hash",
    "supersedes",
  ]
  /// Columns that every line has before its fields.
  static let lineColumns = ["document_id", "line_no", "source_line", "source_byte"]

  /// The fields that are columns of documents.
  var documentFields: [EntityField] { documentFields(through: .max) }

  /// The fields that were columns of documents when a step of the schema was done: values of some are sealed since.
  func documentFields(through step: Int) -> [EntityField] {
    entity.fields.filter {
      $0.scope == .document && $0.schemaStep <= step && $0.name != ProductKeys.externalID.name
        && ($0.sensitivity != .contact || $0.sealedSince ?? 0 > step)
    }
  }
  /// The fields that are columns of lines.
  var lineFields: [EntityField] { entity.fields.filter { $0.scope == .line } }
  /// The fields that say how to reach somebody: they are kept with the contacts.
  var contactFields: [EntityField] { entity.fields.filter { $0.sensitivity == .contact } }
}
