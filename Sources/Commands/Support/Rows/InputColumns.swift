import Pipeline

/// Finds the columns that a command looks for in a table's header.
enum InputColumns {
  /// Place of each column in `header`; -1 for one that is not there and need not be.
  ///
  /// - Throws: ``RunFailure`` that names every missing column, what is there, and what was nearly it.
  static func places(of columns: [InputColumn], in header: [String], of table: String) throws(RunFailure) -> [Int] {
    var seen: Set<String> = []
    if let twice = header.first(where: { !$0.isEmpty && !seen.insert($0).inserted }) {
      throw RunFailure(
        "E7102", .schemaDrift, "\(table) has the column \"\(twice)\" twice",
        remedy: "rename or remove one of them: which one counts is not to be guessed")
    }
    let missing = columns.filter { $0.isRequired && !header.contains($0.name) }.map(\.name)
    guard missing.isEmpty else { throw lacking(missing, in: header, of: table) }
    return columns.map { column in
      header.firstIndex(of: column.name) ?? column.alias.flatMap { header.firstIndex(of: $0) } ?? -1
    }
  }

  private static func lacking(_ missing: [String], in header: [String], of table: String) -> RunFailure {
    let words = missing.map { "\"\($0)\"" }.joined(separator: ", ")
    let near = missing.compactMap { name in
      Suggestion.nearest(to: name, among: header.filter { !missing.contains($0) }).map { "\"\($0)\" for \"\(name)\"" }
    }
    let there = header.map { "\"\($0)\"" }.joined(separator: ", ")
    return RunFailure(
      "E7103", .schemaDrift,
      "\(table) lacks the column\(missing.count == 1 ? "" : "s") \(words); it has \(there)",
      remedy: near.isEmpty
        ? "add what is missing, even if its cells are empty"
        : "did you mean \(near.joined(separator: ", "))? Name the columns as the command does")
  }
}
