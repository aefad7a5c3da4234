import ArgumentParser
import Reports
import Transform

/// `presets`: what the platforms' formats imply, as JSON.
struct PresetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "presets", abstract: "List the presets of stages, or print one to copy from.",
    subcommands: [Show.self, List.self], defaultSubcommand: List.self)

  private static let sets: [(stage: String, presets: Presets)] = [("map", .map), ("status", .status)]

  /// `presets list`: their names.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the presets.")

    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let names = PresetsCommand.sets.flatMap { set in set.presets.names.map { (stage: set.stage, name: $0) } }
      try result.print(PresetList(presets: names))
    }
  }

  /// `presets show`: one as JSON, which is what a definition is written in.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print a preset.")

    @Argument(help: "The preset, such as shopify.orders_export.")
    var name: String

    mutating func run() throws {
      guard let text = PresetsCommand.sets.compactMap({ [name] set in set.presets.text(name) }).first else {
        throw UnknownName.error("preset", name, among: PresetsCommand.sets.flatMap(\.presets.names))
      }
      try StandardOutput.write(text.hasSuffix("\n") ? text : text + "\n")
    }
  }
}
