import Foundation
import FoundationNetworking
import Platforms

/// What errors of the system's HTTP client mean.
extension TransportFault {
  /// What becomes of a request whose task was cancelled.
  static let givenUp = TransportFault.connection("it was given up")

  /// What an error of the system's HTTP client before an answer means.
  ///
  /// The client has no code for most of them; the words are those of libcurl, which speak of bytes, never of addresses.
  init(_ error: any Error) {
    let code = (error as? URLError)?.code ?? .unknown
    let words = (error as NSError).localizedDescription
    switch code {
    case .timedOut: self = .timedOut
    case .cannotFindHost, .dnsLookupFailed: self = .unknownHost
    case .cannotConnectToHost: self = .connection("it was refused")
    case .networkConnectionLost: self = .connection("it broke off")
    case .cannotParseResponse, .badServerResponse: self = .connection("it was closed before an answer came")
    default:
      self = Self.isAboutEncryption(code, words) ? .tls(Self.plain(words)) : .connection(Self.plain(words))
    }
  }

  private static func isAboutEncryption(_ code: URLError.Code, _ words: String) -> Bool {
    let codes: Set<URLError.Code> = [
      .secureConnectionFailed, .serverCertificateHasBadDate, .serverCertificateUntrusted,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected,
      .clientCertificateRequired,
    ]
    return codes.contains(code) || ["SSL", "TLS", "certificate"].contains { words.contains($0) }
  }

  /// The words as the part of a sentence, without addresses.
  private static func plain(_ words: String) -> String {
    let safe = words.split(separator: " ").filter { !$0.contains("://") && !$0.contains("?") }.joined(separator: " ")
    return safe.isEmpty ? "it failed" : String(safe.prefix(200))
  }
}
