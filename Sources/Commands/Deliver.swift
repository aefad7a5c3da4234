import ArgumentParser
import Extract
import Foundation
import Pipeline

/// `deliver`: what a simulated shop's webhooks would deliver, written into a spool.
struct Deliver: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write what the webhooks of a definition's simulated shop would deliver into a spool.",
    discussion: """
      A path that ends in .jsonl is a file of lines, to whose end they are written; any other is a folder, with two files \
      for each delivery. Read them with a definition whose extract stage is "deliveries".
      """)

  @OptionGroup var source: DefinitionOptions

  @Option(
    name: .long, help: "How many orders they are about: those that changed last.", transform: ArgumentValue.count)
  var latest = 20

  @Option(name: .customLong("to"), help: ArgumentHelp("The spool.", valueName: "path"))
  var path: String

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let project = try Project(path: source.definition, stores: source.stores, settings: source.settings)
    guard let deliveries = SimulatedDeliveries(project.pipeline, latest: latest) else {
      throw ValidationError("\(source.definition) reads no deliveries of a simulated shop")
    }
    if path.hasSuffix(".jsonl") {
      try Disk.append(deliveries.lines, to: path)
    } else {
      for file in deliveries.files { try Disk.write(file.bytes, to: "\(path)/\(file.name)") }
    }
    try result.print(DeliverResult(path: path, deliveries: deliveries.count))
  }
}
