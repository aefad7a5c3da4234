import Formats
import HTTPTypes
public import Platforms

/// What Amazon's answers mean.
///
/// Two kinds of refusal are handed back to the connection, which can do something about them: an access token that has
/// expired, and a document's address that has. Messages of Amazon are quoted, freed of anything secret.
public struct AmazonRules: AnswerRules {
  private let secrets: [String]

  /// Rules for a store with such secrets, which are struck out of what Amazon says.
  public init(secrets: [Secret]) { self.secrets = secrets.map(\.revealed).filter { !$0.isEmpty } }

  /// What an answer means for the request that it answers.
  public func verdict(on answer: PlatformResponse, to request: PlatformRequest) -> AnswerVerdict {
    let operation = AmazonOperation(rawValue: request.operation)
    switch answer.head.status.code {
    case 200..<300: return operation == .download ? .good : good(answer)
    case 403 where operation == .download: return .good
    case 403 where AmazonErrors(answer).saysExpired: return .good
    case 404 where operation?.mayBeMissing == true: return .good
    case 429: return .wait(milliseconds: nil)
    case 500...599:
      return .again(.platformFault, "the platform answered \(answer.head.status.code)\(said(answer))")
    default: return refused(answer, operation)
    }
  }

  /// A good status with a body that is no whole JSON is no answer.
  private func good(_ answer: PlatformResponse) -> AnswerVerdict {
    if answer.body.isEmpty {
      return answer.head.status.code == 200 ? .again(.unexpectedAnswer, "the answer is empty") : .good
    }
    if answer.isMarkup { return .again(.unexpectedAnswer, "the answer is a web page in place of JSON") }
    do throws(FormatError) {
      _ = try JSONPayload(answer.body)
      return .good
    } catch {
      return .again(.unexpectedAnswer, "the answer is no whole JSON: \(error.detail)")
    }
  }

  private func refused(_ answer: PlatformResponse, _ operation: AmazonOperation?) -> AnswerVerdict {
    let said = said(answer)
    switch answer.head.status.code {
    case 400, 401:
      if operation == .token {
        return .failed(
          .badCredentials, "the login service does not accept the application's credentials\(said)",
          remedy: "check client_id, client_secret and refresh_token; secrets have to be renewed every 180 days")
      }
      if answer.head.status.code == 401 { fallthrough }
      if said.contains("does not have access") {
        return .failed(
          .missingPermission, "the application may not see what was asked for\(said)",
          remedy: "set \"personal_data\" to \"none\", or ask for the role in Seller Central")
      }
      return .failed(.refusedRequest, "the platform refuses the request\(said)", remedy: "check the store's settings")
    case 403:
      if AmazonErrors(answer).blamesToken {
        return .failed(
          .badCredentials, "the access token is not accepted\(said)",
          remedy: "authorise the application again and renew refresh_token")
      }
      return .failed(
        .missingPermission, "access is denied\(said)",
        remedy: "check the application's roles and the seller's authorisation in Seller Central")
    case 300..<400:
      return .failed(
        .unexpectedAnswer, "the platform answered \(answer.head.status.code)", remedy: "check the store's \"host\"")
    default:
      return .failed(
        .refusedRequest, "the platform refuses the request with \(answer.head.status.code)\(said)",
        remedy: "check the store's settings")
    }
  }

  /// What Amazon says, as the end of a sentence; at most 300 letters of it.
  private func said(_ answer: PlatformResponse) -> String {
    var text = AmazonErrors(answer).sentence
    for secret in secrets where text.contains(secret) {
      text = text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "(secret)")
    }
    // Tokens that Amazon quotes begin so; what is behind the mark is secret.
    for mark in ["Atza|", "Atzr|", "Atc|", "Atz.sprdt|"] where text.contains(mark) {
      let parts = text.split(separator: mark, omittingEmptySubsequences: false)
      let rest = parts.dropFirst().map { $0.drop { !$0.isWhitespace && $0 != "\"" && $0 != "," } }
      text = ([parts[0]] + rest).joined(separator: "(secret)")
    }
    return text.isEmpty ? "" : ": \(text.prefix(300))"
  }
}

extension PlatformResponse {
  /// Whether the body is HTML or XML.
  var isMarkup: Bool {
    body.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "<")
  }
}
