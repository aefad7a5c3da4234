import Columns
import Commerce

/// Mailboxes that are nobody's: marketplaces' relays, and what is typed where an address is demanded
/// (`Data/mailboxes.csv`).
///
/// A star stands for every mailbox of a domain, or for all endings of it such as `.co.uk`; a domain includes those below it.
struct MailboxTable: Sendable {
  static let shared = MailboxTable(EmbeddedTable(PackageResources.mailboxes_csv))

  private var hashes: Set<UInt64> = []

  private init(_ table: EmbeddedTable) {
    for cells in table.rows {
      let address = Array(cells[0].utf8)
      guard let at = address.lastIndex(of: UInt8(ascii: "@")) else { continue }
      let isOpen = address.last == UInt8(ascii: "*")
      hashes.insert(
        Self.hash(
          address.span, box: address[0] == UInt8(ascii: "*") ? 0..<0 : 0..<at,
          domain: at + 1..<(isOpen ? address.count - 1 : address.count), isOpen))
    }
  }

  /// Whether an address in normal form, with its `@` at `at`, is nobody's.
  func isNobody(_ address: borrowing [UInt8], at: Int) -> Bool {
    let text = address.span
    var ends: [Int] = [text.count]
    for index in (at + 1..<text.count).reversed() where text[index] == UInt8(ascii: ".") && ends.count < 3 {
      ends.append(index + 1)
    }
    for start in at + 1..<text.count where start == at + 1 || text[start - 1] == UInt8(ascii: ".") {
      for (number, end) in ends.enumerated() where end > start {
        for box in [0..<0, 0..<at] where hashes.contains(Self.hash(text, box: box, domain: start..<end, number > 0)) {
          return true
        }
      }
    }
    // Every ending: noreply@*.
    return hashes.contains(Self.hash(text, box: 0..<at, domain: text.count..<text.count, true))
  }

  private static func hash(_ text: Span<UInt8>, box: Range<Int>, domain: Range<Int>, _ isOpen: Bool) -> UInt64 {
    var hash = FastHash(seed: isOpen ? 1 : 0)
    hash.combine(text.extracting(box))
    hash.combine(text.extracting(domain))
    return UInt64(bitPattern: hash.value)
  }
}
