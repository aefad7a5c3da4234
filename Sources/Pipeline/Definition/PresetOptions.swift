/// Presets read as options.
extension OptionValues {
  /// The options that a preset of a stage stands for; `nil` when its text is no JSON object.
  ///
  /// Presets are files of the program itself: tests check them against the stage's spec, not every run.
  public init?(preset bytes: [UInt8], named name: String, of spec: StageSpec) {
    let tree = DefinitionTree.read(DefinitionText(bytes, file: "preset \(name)"))
    guard let root = tree.value, root.members != nil else { return nil }
    self.init(root, owner: OptionOwner(noun: "option", name: "preset \"\(name)\" of stage \"\(spec.name)\""))
  }
}
