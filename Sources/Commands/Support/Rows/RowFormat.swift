import ArgumentParser

/// How answered rows are printed.
enum RowFormat: String, ExpressibleByArgument, CaseIterable {
  /// A table for a person, all rows held until the end.
  case text
  /// RFC 4180, UTF-8, lines ended by LF.
  case csv
  /// One object a line.
  case jsonl
  /// One array of objects.
  case json
}

/// How a command prints the rows that it answers.
struct RowOptions: ParsableArguments {
  @Option(
    name: .long,
    help:
      "Print text (a table), csv (RFC 4180, UTF-8, LF), jsonl (one object a row) or json (one array); default: csv for a file, text for a question."
  )
  var format: RowFormat?
}
