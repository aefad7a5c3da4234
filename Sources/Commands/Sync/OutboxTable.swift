import Formats
import Ledger
import Reports

/// Changes that stores are or were told, for people and programs.
struct OutboxTable: CommandResult {
  let changes: [OutboxRecord]
  /// Whether what became of them is shown.
  let showsFate: Bool

  var text: String {
    guard !changes.isEmpty else { return "no store is to be told anything\n" }
    let header = ["entry", "store", "product", "variant", "material", "field", "from", "to"]
    return TableText(
      header: showsFate ? header + ["status", "answer"] : header,
      rows: changes.map { change in
        let row = [
          String(change.number), change.store, change.product ?? "(new)", change.variant ?? "",
          change.material.map { String($0) } ?? "", change.field, change.seen ?? "", change.value ?? "",
        ]
        return showsFate ? row + [change.status, change.answer] : row
      }
    ).text
  }

  func write(to json: inout JSONWriter) {
    json.list(changes) { change, object in
      object.member("entry", change.number)
      object.member("store", change.store)
      object.member("entity", change.entity)
      object.member("product", change.product)
      object.member("variant", change.variant)
      object.member("material", change.material)
      object.member("field", change.field)
      object.member("from", change.seen)
      object.member("to", change.value)
      object.member("status", change.status)
      object.member("answer", change.answer)
    }
  }
}
