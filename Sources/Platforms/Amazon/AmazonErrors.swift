import Formats
import Platforms

/// The errors of an answer: `{"errors":[{"code","message","details"}]}`, or the login service's own form.
struct AmazonErrors: Sendable {
  /// One error; Amazon leaves any part out, and has sent `null` as a message.
  struct Entry: Sendable, Equatable {
    var code = "", message = "", details = ""
  }

  private(set) var entries: [Entry] = []

  /// Reads an answer; nothing where it is none of Amazon's errors.
  init(_ answer: PlatformResponse) {
    guard !answer.isMarkup, let payload = try? JSONPayload(answer.body), payload.kind(payload.root) == .object else {
      return
    }
    let reader = PayloadReader(payload)
    let errors = reader.objects("errors", of: payload.root)
    if !errors.isEmpty {
      for element in errors {
        entries.append(
          Entry(
            code: reader.string("code", of: element) ?? "", message: reader.string("message", of: element) ?? "",
            details: reader.string("details", of: element) ?? ""))
      }
    } else if let error = reader.string("error", of: payload.root) {
      entries.append(Entry(code: error, message: reader.string("error_description", of: payload.root) ?? ""))
    }
  }

  /// Whether an access token has expired; the text has stood in the message and in the details.
  var saysExpired: Bool { says("access token you provided has expired") }

  /// Whether it is the token that is wrong, not what it may do.
  var blamesToken: Bool {
    says("access token is missing") || says("revoked, malformed or invalid") || says("token is invalid")
  }

  /// All of it in a line.
  var sentence: String {
    entries.map { entry in
      [entry.code, [entry.message, entry.details].filter { !$0.isEmpty }.joined(separator: " ")]
        .filter { !$0.isEmpty }.joined(separator: ": ")
    }
    .joined(separator: "; ")
  }

  private func says(_ words: String) -> Bool {
    entries.contains { $0.message.lowercased().contains(words) || $0.details.lowercased().contains(words) }
  }
}
