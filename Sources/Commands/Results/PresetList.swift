import Formats

/// The presets there are, each with the stage that it is for.
struct PresetList: CommandResult {
  let presets: [(stage: String, name: String)]

  var text: String { presets.map { "\($0.stage)  \($0.name)" }.asLines }

  func write(to json: inout JSONWriter) {
    json.list(presets) { preset, object in
      object.member("stage", preset.stage)
      object.member("name", preset.name)
    }
  }
}
