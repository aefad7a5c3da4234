import Formats

/// What a command found out: gathered once, then printed for a person or for a program.
protocol CommandResult {
  /// For a person; every line is ended.
  var text: String { get }
  /// Whether lines of the text are to be copied as they stand, and so are never wrapped.
  var isVerbatim: Bool { get }

  /// Writes it for a program, as one value: an array where a person sees a list of one kind, else an object.
  ///
  /// Members are named as in the run report and the reports. Instants are in UTC and amounts are decimal text. What is
  /// hidden from a person is hidden from a program too.
  func write(to json: inout JSONWriter)
}

extension CommandResult {
  /// A terminal wraps it.
  var isVerbatim: Bool { false }

  /// The JSON text, ended by a line feed.
  var json: String {
    var writer = JSONWriter(.indented)
    write(to: &writer)
    writer.endLine()
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }
}

extension [String] {
  /// The lines as one text, every one ended.
  var asLines: String { map { $0 + "\n" }.joined() }
}
