import Formats
import Foundation
import Pipeline

/// The stages there are, by section.
struct StageList: CommandResult {
  let catalogue: Catalogue

  var text: String {
    let longest = Section.allCases.flatMap(catalogue.entries(in:)).map(\.spec.name.count).max() ?? 0
    return Section.allCases.flatMap { section in
      [section.rawValue]
        + catalogue.entries(in: section).map { entry in
          "  \(entry.spec.name.padding(toLength: longest + 2, withPad: " ", startingAt: 0))\(entry.spec.summary)"
        }
    }.asLines
  }

  func write(to json: inout JSONWriter) {
    json.list(Section.allCases.flatMap(catalogue.entries(in:))) { entry, object in object.stage(entry.spec) }
  }
}

/// A stage with its options and columns.
struct StageDetails: CommandResult {
  let spec: StageSpec

  var text: String {
    var lines = ["\(spec.name) (\(spec.section.rawValue)): \(spec.summary)"]
    for option in spec.options {
      lines.append("\n  \(option.name)\(option.isRequired ? " (required)" : "")\n    \(option.summary)")
      lines.append("    \"\(option.name)\": \(option.example)")
    }
    if !spec.needs.isEmpty { lines.append("\nneeds     \(spec.needs.joined(separator: ", "))") }
    if !spec.produces.isEmpty { lines.append("produces  \(spec.produces.joined(separator: ", "))") }
    return lines.asLines
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.stage(spec)
      object.list("options", spec.options) { option, object in
        object.member("name", option.name)
        object.member("required", option.isRequired)
        object.member("summary", option.summary)
        object.key("example")
        // Examples are JSON text, which a test makes sure of; a program gets the value itself.
        if let example = JSONText.read(Array(option.example.utf8)).root { object.node(example) } else { object.null() }
      }
      object.member("needs", spec.needs)
      object.member("produces", spec.produces)
    }
  }
}

extension JSONWriter {
  /// Writes the members that a stage has in a list and by itself.
  fileprivate mutating func stage(_ spec: StageSpec) {
    member("name", spec.name)
    member("section", spec.section.rawValue)
    member("summary", spec.summary)
  }
}
