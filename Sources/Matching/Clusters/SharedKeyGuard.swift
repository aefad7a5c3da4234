import Columns
import Commerce

/// Decides who of those that share a key are the same: people share mailboxes and telephones, and strangers share both.
///
/// - An id of the platform and a VAT id are nobody else's: all are one.
/// - A mailbox with more than three names behind it belongs to an office or a family: only equal names are one.
/// - A telephone with two names behind it is a household's: only equal names are one. With one name or none, all are.
/// - A name with its address is one person.
/// - Where businesses with different VAT ids share a key, equal VAT ids are one. A contact without a VAT id goes with those
///   of its name, unless the name stands for two VAT ids there.
///
/// All contacts behind the key count, those behind fences too; what is one is then parted by fences.
struct SharedKeyGuard {
  /// Names behind a mailbox that is still taken for one person's, who marries, moves or errs.
  static let namesOfAMailbox = 3
  /// Names behind a telephone that is still taken for one person's.
  static let namesOfATelephone = 1

  let rule: MatchRule
  /// The names behind the key, no more than tell whether they are too many.
  private var names: [Int64] = []
  /// The VAT ids behind the key, no more than two.
  private var vatIDs: [Int64] = []
  private var members: [Member] = []

  init(rule: MatchRule) { self.rule = rule }

  /// A contact behind the key, and what it has to share with those that it is one with.
  private struct Member {
    var fence: Int64
    var side: Side
    var mark: Int64
    var place: Int32
  }

  /// What a mark is.
  private enum Side: UInt8 { case everybody, name, vatID }

  /// Whether all contacts behind a key are one.
  ///
  /// - Parameter entries: two or more entries of one key, in the order of their places.
  mutating func isOne(_ entries: ArraySlice<KeyEntry>, _ marks: [ContactMark]) -> Bool {
    let fence = marks[Int(entries[entries.startIndex].place)].fence
    guard entries.allSatisfy({ marks[Int($0.place)].fence == fence }) else { return false }
    return !areNamesTooMany(entries, marks) && vatIDs.count < 2
  }

  /// The parties that are one each, in ascending order of places; those of a single contact are left out.
  mutating func parties(_ entries: ArraySlice<KeyEntry>, _ marks: [ContactMark]) -> [[Int32]] {
    let namesDecide = areNamesTooMany(entries, marks)
    let owners = vatIDs.count > 1 ? vatIDsByName(entries, marks) : [:]
    members.removeAll(keepingCapacity: true)
    for entry in entries {
      let mark = marks[Int(entry.place)]
      var member = Member(fence: mark.fence, side: .everybody, mark: 0, place: entry.place)
      if vatIDs.count > 1 {
        let vatID = mark.vatID != .missing ? mark.vatID : owners[mark.name] ?? .missing
        if vatID != .missing {
          (member.side, member.mark) = (.vatID, vatID)
        } else {
          (member.side, member.mark) = (.name, mark.name)
        }
      } else if namesDecide {
        (member.side, member.mark) = (.name, mark.name)
      }
      // Contacts without a name have none in common.
      if member.side != .name || mark.name != .missing { members.append(member) }
    }
    return collected()
  }

  /// Whether the names behind a key are too many for one person; counts the VAT ids as well.
  private mutating func areNamesTooMany(_ entries: ArraySlice<KeyEntry>, _ marks: [ContactMark]) -> Bool {
    names.removeAll(keepingCapacity: true)
    vatIDs.removeAll(keepingCapacity: true)
    guard rule != .sourceID, rule != .vatID else { return false }
    for entry in entries {
      let mark = marks[Int(entry.place)]
      // A handful of names is found fastest by looking; from there on only "too many" matters.
      if mark.name != .missing, names.count <= Self.namesOfAMailbox, !names.contains(mark.name) {
        names.append(mark.name)
      }
      if mark.vatID != .missing, vatIDs.count < 2, !vatIDs.contains(mark.vatID) { vatIDs.append(mark.vatID) }
    }
    return switch rule {
    case .email: names.count > Self.namesOfAMailbox
    case .phone: names.count > Self.namesOfATelephone
    default: false
    }
  }

  /// The VAT id that a name stands for behind the key; `missing` where it stands for several.
  private func vatIDsByName(_ entries: ArraySlice<KeyEntry>, _ marks: [ContactMark]) -> [Int64: Int64] {
    var owners: [Int64: Int64] = [:]
    for entry in entries {
      let mark = marks[Int(entry.place)]
      guard mark.name != .missing, mark.vatID != .missing else { continue }
      owners[mark.name] = owners[mark.name, default: mark.vatID] == mark.vatID ? mark.vatID : .missing
    }
    return owners
  }

  private mutating func collected() -> [[Int32]] {
    members.sort { left, right in
      if left.fence != right.fence { return left.fence < right.fence }
      if left.side != right.side { return left.side.rawValue < right.side.rawValue }
      return left.mark != right.mark ? left.mark < right.mark : left.place < right.place
    }
    var parties: [[Int32]] = []
    var start = 0
    while start < members.count {
      let first = members[start]
      var end = start + 1
      while end < members.count, members[end].fence == first.fence, members[end].side == first.side,
        members[end].mark == first.mark
      { end += 1 }
      if end - start > 1 { parties.append(members[start..<end].map(\.place)) }
      start = end
    }
    return parties
  }
}
