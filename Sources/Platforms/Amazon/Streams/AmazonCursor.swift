/// Where a pull of Amazon goes on: the phase, the window as it was frozen at the beginning, and the page.
import Platforms

/// Written as `amazon1 PHASE SINCE UNTIL PAGE TOKEN`, blanks between, the token encoded as in an address. A token ends after a
/// while; a pull whose token is refused begins its phase again, which loads nothing twice.
struct AmazonCursor: Sendable, Equatable {
  /// The phases of the streams.
  enum Phase: String, Sendable {
    case orders, refunds, inventory, products, payouts, end
  }

  var phase: Phase
  /// First second of the window; `nil` for everything there is.
  var since: Int64?
  /// First second behind the window.
  var until: Int64
  /// Pages that were handed out.
  var page = 0
  /// The token of the next page; empty for the first.
  var token = ""
  /// Where in a phase of several stretches it is.
  var piece = 0

  private static let version = "amazon1"

  init(phase: Phase, since: Int64?, until: Int64) {
    self.phase = phase
    self.since = since
    self.until = until
  }

  /// Reads a cursor; `nil` when no adapter of Amazon made it.
  init?(_ cursor: PullCursor) {
    let parts = cursor.text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 7, parts[0] == Self.version, let phase = Phase(rawValue: parts[1]),
      let until = Int64(parts[3]), let page = Int(parts[4]), let piece = Int(parts[5]), page >= 0, piece >= 0
    else { return nil }
    self.init(phase: phase, since: Int64(parts[2]), until: until)
    self.page = page
    self.piece = piece
    token = PercentCoding.decoded(parts[6])
  }

  /// The cursor as text; a token that would make it too long is left out.
  var cursor: PullCursor {
    let start = [
      Self.version, phase.rawValue, since.map { "\($0)" } ?? "-", "\(until)", "\(page)", "\(piece)", "",
    ].joined(separator: " ")
    let token = PercentCoding.encoded(token)
    return PullCursor(start.utf8.count + token.utf8.count <= 4_096 ? start + token : start)
  }
}
