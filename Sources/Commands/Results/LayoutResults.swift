import Extract
import Formats

/// The layouts there are.
struct LayoutList: CommandResult {
  let layouts: [Layouts.Description]

  var text: String { layouts.map(\.heading).asLines }

  func write(to json: inout JSONWriter) {
    json.list(layouts) { layout, object in
      object.member("name", layout.name)
      object.member("summary", layout.summary)
    }
  }
}

/// A layout with its columns.
struct LayoutDetails: CommandResult {
  let layout: Layouts.Description

  var text: String {
    let columns = layout.columns.map { column in "  \(column)\(isRequired(column) ? "  (required)" : "")" }
    return ([layout.heading] + columns + layout.madeColumns.map { "  \($0)  (made by the layout)" }).asLines
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("name", layout.name)
      object.member("summary", layout.summary)
      object.list("columns", layout.columns) { column, object in
        object.member("name", column)
        object.member("required", isRequired(column))
      }
      object.member("made_columns", layout.madeColumns)
    }
  }

  private func isRequired(_ column: String) -> Bool { layout.requiredColumns.contains(column) }
}

extension Layouts.Description {
  /// The name, and below it what the layout is.
  fileprivate var heading: String { "\(name)\n    \(summary)" }
}
