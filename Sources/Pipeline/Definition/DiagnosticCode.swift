/// The name of a kind of mistake, and what `explain` says about it; the code never changes its meaning.
public struct DiagnosticCode: Sendable, Hashable, CustomStringConvertible {
  /// Stable code, such as `E3003`; warnings begin with W.
  public let id: String
  /// The mistake in a few words.
  public let title: String
  /// Why it is one, and what to do.
  public let explanation: String
  /// An example of the mistake.
  public let wrong: String
  /// The example, mended.
  public let mended: String

  /// A kind of mistake.
  public init(_ id: String, _ title: String, _ explanation: String, wrong: String, mended: String) {
    self.id = id
    self.title = title
    self.explanation = explanation
    self.wrong = wrong
    self.mended = mended
  }

  /// Whether a definition with it can run.
  public var severity: Diagnostic.Severity { id.hasPrefix("W") ? .warning : .error }
  /// The code itself.
  public var description: String { id }

  /// The code of that id, whatever its case.
  public static func named(_ id: String) -> DiagnosticCode? { all.first { $0.id == id.uppercased() } }

  /// Whether they are the same code.
  public static func == (first: DiagnosticCode, second: DiagnosticCode) -> Bool { first.id == second.id }
  /// Hashes the code alone.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
