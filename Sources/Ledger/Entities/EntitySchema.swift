/// The statements that make the tables and views of an entity, and those that add columns to them.
import Columns
import Commerce

extension EntityTable {
  /// Tables, indexes and views, with the fields that were there first.
  var sql: String {
    let fields = self.fields(through: EntityField.firstSchemaStep)
    let tables = [documentTable(fields), "CREATE INDEX \(documents)_run ON \(documents)(run_id);"]
    return (tables + (lines.map { [lineTable($0, fields)] } ?? []) + views(fields)).joined(separator: "\n")
  }

  /// The views, with all fields.
  var viewSQL: String { views(fields(through: .max)).joined(separator: "\n") }

  /// Whether a later step has columns of it.
  func hasFields(addedIn step: Int) -> Bool { entity.fields.contains { $0.schemaStep == step } }

  /// What adds the columns of a later step.
  func sql(addedIn step: Int) -> String {
    let added = entity.fields.filter { $0.schemaStep == step }
    let columns = added.map { field in
      "ALTER TABLE \(field.scope == .document ? documents : lines ?? documents) ADD COLUMN \(field.name) \(field.sqlType);"
    }
    let old = [documentView, lines.map { "v_\($0)" }].compactMap(\.self).map { "DROP VIEW \($0);" }
    return (columns + old + views(fields(through: step))).joined(separator: "\n")
  }

  /// The fields of documents and of lines that a step and those before it have made.
  private func fields(through step: Int) -> Fields {
    Fields(
      documents: documentFields(through: step), lines: lineFields.filter { $0.schemaStep <= step })
  }

  /// Fields that are columns.
  private struct Fields {
    let documents: [EntityField]
    let lines: [EntityField]
  }

  private func views(_ fields: Fields) -> [String] {
    let ofLines = lines.map { view("v_\($0)", lines: $0, fields) }
    return [ofLines, documentView.map { view($0, lines: nil, fields) }].compactMap(\.self)
  }

  private func documentTable(_ fields: Fields) -> String {
    """
    CREATE TABLE \(documents) (
      id INTEGER PRIMARY KEY,
      store_id INTEGER NOT NULL REFERENCES stores,
      external_id TEXT NOT NULL,
      revision INTEGER NOT NULL CHECK (revision > 0),
      run_id INTEGER NOT NULL REFERENCES runs,
      source_id INTEGER NOT NULL REFERENCES sources,
      source_line INTEGER NOT NULL,
      source_byte INTEGER NOT NULL,
      content_hash INTEGER NOT NULL,
      supersedes INTEGER REFERENCES \(documents),
      is_current INTEGER NOT NULL DEFAULT 1 CHECK (is_current IN (0, 1)),
      \(fields.documents.map { "\($0.name) \($0.sqlType)," }.joined(separator: "\n  "))
      UNIQUE (external_id, store_id, revision)
    ) STRICT;
    """
  }

  private func lineTable(_ name: String, _ fields: Fields) -> String {
    """
    CREATE TABLE \(name) (
      document_id INTEGER NOT NULL REFERENCES \(documents),
      line_no INTEGER NOT NULL CHECK (line_no > 0),
      source_line INTEGER NOT NULL,
      source_byte INTEGER NOT NULL,
      \(fields.lines.map { "\($0.name) \($0.sqlType)," }.joined(separator: "\n  "))
      PRIMARY KEY (document_id, line_no)
    ) STRICT, WITHOUT ROWID;
    """
  }

  /// What is published and current, in words; with lines a row for each, without one for each document.
  private func view(_ name: String, lines: String?, _ fields: Fields) -> String {
    var columns = ["d.id", "s.name AS store", "d.external_id", "d.revision"]
    columns += fields.documents.map { $0.readable(in: "d") }
    if lines != nil { columns += ["l.line_no"] + fields.lines.map { $0.readable(in: "l") } }
    let place = lines == nil ? "d" : "l"
    columns += ["d.run_id", "f.path AS source", "\(place).source_line", "\(place).source_byte"]
    let isOfPerson = fields.documents.contains { $0.name == OrderKeys.contact.name }
    if isOfPerson { columns += ["coalesce(g.customer_id, d.contact) AS customer", "m.name AS customer_rule"] }
    let customerJoin =
      isOfPerson
      ? """
      LEFT JOIN memberships g ON g.contact_id = d.contact
      LEFT JOIN match_rules m ON m.id = coalesce(g.rule, iif(d.contact IS NULL, NULL, \(MatchRule.created.rawValue)))
      """ : ""
    let lineJoin = lines.map { "JOIN \($0) l ON l.document_id = d.id" } ?? ""
    return """
      CREATE VIEW \(name) AS
      SELECT \(columns.joined(separator: ", "))
      FROM \(documents) d
      JOIN runs r ON r.id = d.run_id AND r.status = 'published'
      JOIN stores s ON s.id = d.store_id
      JOIN sources f ON f.id = d.source_id
      \(lineJoin) \(customerJoin)
      WHERE d.is_current = 1;
      """
  }
}

extension EntityField {
  /// The type of its column: amounts and quantities are whole millionths, instants seconds since 1970, words codes.
  var sqlType: String {
    switch kind {
    case .text, .id, .day, .currency, .countrySource, .country: "TEXT"
    case .number, .instant, .flag, .word: "INTEGER"
    case .contact: "INTEGER REFERENCES contacts"
    }
  }

  /// The column of a table as people read it.
  fileprivate func readable(in table: String) -> String {
    let column = "\(table).\(name)"
    return switch kind {
    case .number: "\(column) AS \(name)_millionths"
    case .instant: "datetime(\(column), 'unixepoch') AS \(name)"
    case .word(_, let words): Self.words(column, words, name)
    default: column
    }
  }

  private static func words(_ column: String, _ words: [(code: Int32, name: String)], _ name: String) -> String {
    let cases = words.map { "WHEN \($0.code) THEN '\($0.name)'" }.joined(separator: " ")
    return "CASE \(column) \(cases) END AS \(name)"
  }
}
