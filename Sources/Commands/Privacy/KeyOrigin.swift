import Pipeline

/// Where the key of personal data comes from, and which business file says so.
struct KeyOrigin {
  /// What the business file names; `nil` for the file beside the ledger.
  let source: KeySource?
  /// The business file that was looked at; `nil` where the definition's own says so.
  var file: String?
  /// Whether there is no such file.
  var isFileMissing = false

  /// Where it comes from, as part of a sentence.
  var words: String {
    let file = file ?? "the business file"
    if let source { return "\(source.place), which \(file) names" }
    return "the file beside the ledger, since \(isFileMissing ? "there is no \(file)" : "\(file) names no other")"
  }
}
