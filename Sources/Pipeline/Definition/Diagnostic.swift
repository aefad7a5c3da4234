/// What is wrong in a definition: a code, a place, and what to do about it.
public struct Diagnostic: Sendable, Hashable {
  /// Whether a definition with it can run.
  public enum Severity: String, Sendable {
    /// It cannot.
    case error
    /// It can, but a person should look.
    case warning
  }

  /// What kind of mistake it is.
  public var code: DiagnosticCode
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// The file, or `command line`.
  public var file: String
  /// The line, from 1; 0 where it is no file.
  public var line = 0
  /// The column in Unicode scalars, from 1; 0 where it is no file.
  public var column = 0
  /// How many bytes the caret underlines.
  public var byteLength = 0
  /// JSON pointer to the value at fault.
  public var pointer = ""
  /// The line as it may be shown.
  public var lineText = ""
  /// What would be right there.
  public var allowed: [String]
  /// What was probably meant.
  public var suggestion: String?
  /// What to do about it; the command that explains the code unless a stage knows better.
  public var help: String

  /// Whether a definition with it can run.
  public var severity: Severity { code.severity }

  /// A mistake at a place.
  public init(
    _ code: DiagnosticCode, at place: Place, _ message: String, allowed: [String] = [], suggestion: String? = nil,
    help: String? = nil
  ) {
    self.init(code, file: place.text.file, message, allowed: allowed, suggestion: suggestion, help: help)
    (line, column) = place.text.position(of: place.range.lowerBound)
    let lineEnd = place.text.range(ofLine: line).upperBound
    byteLength = max(1, min(place.range.upperBound, lineEnd) - place.range.lowerBound)
    pointer = place.pointer
    lineText = place.text.shown(line: line)
  }

  /// A mistake in a file as a whole, or on the command line.
  public init(
    _ code: DiagnosticCode, file: String, _ message: String, allowed: [String] = [], suggestion: String? = nil,
    help: String? = nil
  ) {
    self.code = code
    self.file = file
    self.message = message
    self.allowed = allowed
    self.suggestion = suggestion
    self.help = help ?? "shopledger explain \(code.id)"
  }
}

extension Sequence<Diagnostic> {
  /// The diagnostics by file, place and code, each once.
  public func sortedByPlace() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }.sorted {
      ($0.file, $0.line, $0.column, $0.code.id, $0.message) < ($1.file, $1.line, $1.column, $1.code.id, $1.message)
    }
  }

  /// Whether one of them is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}

/// What a file holds, and what is wrong in it.
///
/// A value may be there in spite of errors, so that checking can go on and everything is reported in one pass.
public struct Checked<Value: Sendable>: Sendable {
  /// What the file holds, as far as it could be read.
  public var value: Value?
  /// What is wrong, sorted by place.
  public var diagnostics: [Diagnostic]

  /// A value and what is wrong with it.
  public init(_ value: Value?, _ diagnostics: [Diagnostic]) {
    self.value = value
    self.diagnostics = diagnostics.sortedByPlace()
  }

  /// The value when it may be used: nothing is wrong with it but warnings.
  public var valid: Value? { diagnostics.hasErrors ? nil : value }
}
