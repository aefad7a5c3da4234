import Formats
import HTTPTypes
import Platforms
import Tax

/// What the simulated service is asked, and what it finds.
struct VIESQuestion {
  var state: String
  var number: String
  var requester: VATID?

  init?(_ request: PlatformRequest) {
    guard request.head.method == .post, request.pathWithoutQuery.hasSuffix("/check-vat-number"),
      let node = try? JSONText.parse(request.body), let state = node["countryCode"]?.string,
      let number = node["vatNumber"]?.string
    else { return nil }
    self.state = state
    self.number = number
    if let ownState = node["requesterMemberStateCode"]?.string, let own = node["requesterNumber"]?.string {
      let text = Array("\(ownState)\(own)".utf8)
      requester = VATID.read(text.span)
    }
  }

  /// Whether it is registered; `nil` when the service would not take it for a number.
  func isRegistered(_ seed: UInt64) -> Bool? {
    if number == "100" { return true }
    if number == "200" { return false }
    let text = Array("\(state)\(number)".utf8)
    let id = VATID.read(text.span)
    guard id.prefix?.isInVIES == true else { return nil }
    switch id.verdict {
    case .valid: return hash(seed) % 20 != 0
    case .wrongCheckDigits: return false
    case .wrongFormat: return nil
    }
  }

  func hash(_ seed: UInt64) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ seed &* 0x9e37_79b9_7f4a_7c15
    for byte in "\(state)\(number)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ hash >> 31
  }
}
