public import Books
public import Pipeline

/// A form in which the journal leaves for another program.
///
/// A new format is one file beside this one and one line in ``JournalFormats/all``. Formats are pure: the same entries and
/// facts give the same bytes, whenever they are written. What a format has no place for is an error or a warning that
/// names the entry; nothing is cut, rounded or left out in silence.
public protocol JournalFormat: Sendable {
  /// The word that the command uses.
  var name: String { get }
  /// What it is for, in a sentence.
  var summary: String { get }
  /// What of it could not be checked against the program itself; empty when all of it was.
  var unverified: String { get }

  /// Writes the entries, which stand in the order of their numbers.
  ///
  /// - Throws: `E8741` to `E8748` when a fact is missing or the format has no place for something.
  func package(_ entries: [JournalEntry], _ facts: ExportFacts) throws(RunFailure) -> ExportPackage
}

extension JournalFormat {
  /// Nothing.
  public var unverified: String { "" }
}
