/// Where a pull stands, so that it can go on after an interruption of any length.
import Platforms

/// The cursor of a stream.
///
/// Links to pages are made for minutes, not for tomorrow: beside the link stands where to begin anew without it, which
/// is the last change that was seen with the ids that were seen at that very second, or the last id.
struct ShopifyCursor: Sendable, Equatable {
  /// Number of pages that were given.
  var page = 0
  /// The link to the next page; `nil` at the start and where it is too long to keep.
  var pageInfo: String?
  /// The latest change that was seen, in seconds since 1970.
  var changed: Int64?
  /// The last id that was seen, for lists by id; of inventory, the number of places that are done.
  var last: Int64 = 0
  /// The ids of the records that changed at `changed` and were given.
  var given: [Int64] = []
  /// Whether nothing is left.
  var isDone = false

  /// The longest text that a cursor may be.
  private static let lengthMax = 4_096
  /// The longest link that is kept.
  private static let linkMax = 2_048

  init() {}

  /// The cursor of a text; `nil` when it is none of Shopify's.
  init?(_ cursor: PullCursor) {
    let parts = cursor.text.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count == 7, parts[0] == "shopify1", let page = Int(parts[1]), let last = Int64(parts[4]) else {
      return nil
    }
    self.page = page
    pageInfo = parts[2].isEmpty ? nil : String(parts[2])
    changed = Int64(parts[3])
    self.last = last
    given = parts[5].split(separator: ",").compactMap { Int64($0) }
    isDone = parts[6] == "done"
  }

  /// The text to keep. Ids that do not fit are left out: their records come twice, which changes nothing.
  var text: PullCursor {
    let link = pageInfo.flatMap { $0.utf8.count <= Self.linkMax && $0.allSatisfy(\.isASCII) ? $0 : nil } ?? ""
    let head = "shopify1|\(page)|\(link)|\(changed.map(String.init) ?? "")|\(last)|"
    var ids = ""
    for id in given {
      let more = ids.isEmpty ? String(id) : ",\(id)"
      if head.utf8.count + ids.utf8.count + more.utf8.count + 8 > Self.lengthMax { break }
      ids += more
    }
    return PullCursor(head + ids + "|" + (isDone ? "done" : ""))
  }

  /// Notes that a record was given; `false` when it is one that was given before, unchanged.
  mutating func give(_ id: Int64, changedAt: Int64?) -> Bool {
    last = max(last, id)
    guard let changedAt else { return true }
    if changedAt == changed {
      if given.contains(id) { return false }
      given.append(id)
    } else if changedAt > changed ?? .min {
      changed = changedAt
      given = [id]
    }
    return true
  }
}
