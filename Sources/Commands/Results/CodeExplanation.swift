import Formats
import Pipeline

/// What a code means, why it is given, and what to do about it.
struct CodeExplanation: CommandResult {
  /// What a code is given to.
  enum Kind: String {
    /// A mistake in a definition.
    case diagnostic
    /// A run or a command that stops.
    case failure
    /// A document that is refused.
    case reject
    /// A document that is loaded and should be looked at.
    case finding
  }

  private let code: String
  private let kind: Kind
  private let title: String
  /// Why it is given or what becomes of the document; `nil` where the title says it all.
  private let explanation: String?
  /// What to do; `nil` where the explanation says it.
  private let remedy: String?

  /// Looks a code up in all lists; `nil` when it is in none.
  init?(_ code: String) {
    if let known = DiagnosticCode.named(code) {
      (self.code, kind, title, explanation, remedy) = (known.id, .diagnostic, known.title, known.explanation, nil)
    } else if let known = FailureCode(rawValue: code) {
      (self.code, kind, title, explanation, remedy) = (code, .failure, known.title, nil, known.remedy)
    } else if let known = RejectCode(rawValue: code) {
      (self.code, kind, title, remedy) = (code, .reject, known.title, known.remedy)
      explanation = "The document is kept among the rejects with its original bytes."
    } else if let known = FindingCode(rawValue: code) {
      (self.code, kind, title, remedy) = (code, .finding, known.title, known.remedy)
      explanation = "The document is loaded; the finding is listed with it."
    } else {
      return nil
    }
  }

  var text: String {
    var lines = ["\(code): \(title)", ""]
    if let explanation { lines.append(explanation) }
    if let remedy { lines.append("What to do: \(remedy).") }
    return lines.asLines
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("code", code)
      object.member("kind", kind.rawValue)
      object.member("title", title)
      object.member("explanation", explanation)
      object.member("remedy", remedy)
    }
  }
}
