import ArgumentParser
import Foundation
import Pipeline

/// `stages`: what a definition can chain, from the stages' own specs.
struct Stages: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the stages that a definition can chain, or show one with its options.")

  @Argument(help: "The stage to show.")
  var name: String?

  mutating func run() throws {
    let entries = Project.catalogue.entries
    guard let name else {
      for section in Section.allCases {
        print(section.rawValue)
        for entry in Project.catalogue.entries(in: section) {
          print("  \(entry.spec.name.padding(toLength: 12, withPad: " ", startingAt: 0))\(entry.spec.summary)")
        }
      }
      return
    }
    guard let spec = entries.map(\.spec).first(where: { $0.name == name }) else {
      throw UnknownName.error("stage", name, among: entries.map(\.spec.name))
    }
    print("\(spec.name) (\(spec.section.rawValue)): \(spec.summary)")
    for option in spec.options {
      print(
        "\n  \(option.name)\(option.isRequired ? " (required)" : "")\n    \(option.summary)\n    \"\(option.name)\": \(option.example)"
      )
    }
    if !spec.needs.isEmpty { print("\nneeds     \(spec.needs.joined(separator: ", "))") }
    if !spec.produces.isEmpty { print("produces  \(spec.produces.joined(separator: ", "))") }
  }
}
