import Commerce
import Formats
import Ledger
import Reports

/// Rows of the audit log.
struct AuditList: CommandResult {
  let rows: [AuditRow]

  var text: String {
    guard !rows.isEmpty else { return "the audit log is empty\n" }
    let cells = rows.map { row in
      [
        String(row.number), Instant(seconds: row.at).description, row.event, row.store ?? "",
        row.run.map(String.init) ?? "", row.subject,
      ]
    }
    return TableText(header: ["entry", "at", "event", "store", "run", "subject"], rows: cells).text
  }

  func write(to json: inout JSONWriter) {
    json.list(rows) { row, object in
      object.member("entry", row.number)
      object.member("at", Instant(seconds: row.at).description)
      object.member("event", row.event)
      object.member("store", row.store)
      object.member("run", row.run)
      object.member("subject", row.subject)
    }
  }
}
