import Pipeline

/// What happens when a file lacks a column or has a new one.
struct ColumnContract: Sendable {
  /// What can happen.
  enum Reaction: String, Sendable, CaseIterable {
    /// The run stops before it reads a record.
    case fail
    /// The run report says so.
    case warn
    /// Nothing.
    case ignore
  }

  static let options = [
    OptionSpec(
      "missing_column", .choice(Reaction.allCases.map(\.rawValue)),
      "When a column is missing that documents need; default: fail.", example: #""fail""#),
    OptionSpec(
      "new_column", .choice(Reaction.allCases.map(\.rawValue)),
      "When a column appears that the layout does not know; default: warn.", example: #""warn""#),
  ]

  /// A contract that accepts every header.
  static let lenient = ColumnContract(missing: .ignore, new: .ignore)

  let missing: Reaction
  let new: Reaction

  /// The contract that the options declare.
  init(_ options: OptionValues?) {
    missing = options?.optionalText("missing_column").flatMap(Reaction.init) ?? .fail
    new = options?.optionalText("new_column").flatMap(Reaction.init) ?? .warn
  }

  private init(missing: Reaction, new: Reaction) {
    self.missing = missing
    self.new = new
  }

  /// Compares a header with a layout.
  ///
  /// - Parameters:
  ///   - header: the columns by the layout's names.
  ///   - spelt: the columns as the file spells them.
  /// - Returns: what to tell in the run report.
  /// - Throws: `E7101` when the file is of another layout, `E7102` for a duplicate column, `E7103` for a missing one,
  ///   `E7104` for a new one where the contract refuses that.
  func check(
    _ header: [String], spelt: [String], of path: String, against layout: any Layout
  ) throws(RunFailure) -> [String] {
    try refuseOtherLayout(header, spelt: spelt, path, layout)
    try refuseDuplicates(header, path)
    var notices: [String] = []
    let lacking = layout.requiredColumns.filter { !header.contains($0) }
    let unknown = header.filter { !$0.isEmpty && !layout.knows($0) }
    if !lacking.isEmpty {
      try react(
        missing, "E7103", "\(path) lacks \(listed(lacking)), which layout \(layout.name) needs",
        Self.meant(lacking, among: unknown)
          + "export the file again with all columns, or set \"contract\": { \"missing_column\": \"warn\" }", &notices)
    }
    if !unknown.isEmpty {
      try react(
        new, "E7104", "\(path) has \(listed(unknown)), which layout \(layout.name) does not know",
        "look whether the column matters, then set \"contract\": { \"new_column\": \"warn\" }", &notices)
    }
    return notices
  }

  /// Which of the columns that nobody knows are probably those that are missing.
  private static func meant(_ lacking: [String], among unknown: [String]) -> String {
    let near = lacking.compactMap { name in
      Suggestion.nearest(to: name, among: unknown).map { "\"\($0)\" for \"\(name)\"" }
    }
    return near.isEmpty ? "" : "did you mean \(near.joined(separator: ", "))? If not, "
  }

  private func react(
    _ reaction: Reaction, _ code: String, _ message: String, _ remedy: String, _ notices: inout [String]
  ) throws(RunFailure) {
    switch reaction {
    case .fail: throw RunFailure(code, .schemaDrift, message, remedy: remedy)
    case .warn: notices.append(message)
    case .ignore: break
    }
  }

  private func refuseOtherLayout(
    _ header: [String], spelt: [String], _ path: String, _ layout: any Layout
  ) throws(RunFailure) {
    let isIt = layout.signature.allSatisfy(header.contains)
    let isTable = layout.signature.isEmpty && layout.knownColumns.contains(where: header.contains)
    if isIt, isTable || !layout.signature.isEmpty { return }
    let likely =
      KnownFiles.likely(spelt).map { "; it looks like \($0)" }
      ?? "; its columns are \(listed(spelt.filter { !$0.isEmpty }))"
    throw RunFailure(
      "E7101", .schemaDrift, "\(path) is no file of layout \(layout.name)\(likely)",
      remedy: "name another file, or another layout: shopledger layouts")
  }

  private func refuseDuplicates(_ header: [String], _ path: String) throws(RunFailure) {
    var seen: Set<String> = []
    guard let twice = header.first(where: { !$0.isEmpty && !seen.insert($0).inserted }) else { return }
    throw RunFailure(
      "E7102", .schemaDrift, "\(path) has the column \"\(twice)\" twice",
      remedy: "rename or remove one of them: which one counts is not to be guessed")
  }

  private func listed(_ columns: [String]) -> String {
    let shown = columns.prefix(6).map { "\"\($0)\"" }.joined(separator: ", ")
    let rest = columns.count > 6 ? " and \(columns.count - 6) more" : ""
    return (columns.count == 1 ? "the column " : "the columns ") + shown + rest
  }
}
