/// Whose keys are checked, for messages: `option "fields.total" in stage "map"`.
struct OptionOwner: Sendable {
  /// What its keys are called: `option` or `key`.
  var noun: String
  /// The stage or file, such as `stage "vat"`.
  var name: String
  /// Where in it the object lies, such as `fields.total`; empty for the stage itself.
  var path = ""

  /// The owner of the object under `key`.
  func under(_ key: String) -> OptionOwner {
    OptionOwner(noun: noun, name: name, path: path.isEmpty ? key : "\(path).\(key)")
  }

  /// The owner of the item `index` of a list.
  func item(_ index: Int) -> OptionOwner { OptionOwner(noun: noun, name: name, path: "\(path)[\(index)]") }

  /// The object, for messages.
  var container: String { path.isEmpty ? name : "\"\(path)\" of \(name)" }

  /// The value that this owner's path leads to, for messages.
  var subject: String { path.isEmpty ? name : "\(noun) \"\(path)\" in \(name)" }
}
