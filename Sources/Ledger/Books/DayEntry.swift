/// The groups of documents that one entry books: those of one kind and day.
import Books
import Commerce
import GRDB

struct DayEntry {
  let kind: EntryKind
  let date: CivilDate
  let correctionOf: CivilMonth?
  var groups: [DayGroups.Group]

  /// The entries for groups, by day and kind.
  static func entries(of groups: [DayGroups.Group], _ calendar: BookingCalendar) -> [DayEntry] {
    var entries: [Key: DayEntry] = [:]
    for group in groups {
      let (day, correctionOf) = calendar.day(for: CivilDate(day: group.key.day))
      let kind = EntryKind(group.key.kind)
      let key = Key(date: day, correctionOf: correctionOf, kind: group.key.kind)
      entries[key, default: DayEntry(kind: kind, date: day, correctionOf: correctionOf, groups: [])].groups.append(
        group)
    }
    return entries.sorted { $0.key < $1.key }.map { entry in
      // The order of postings must not depend on which document came first.
      var sorted = entry.value
      sorted.groups.sort {
        ($0.key.terms, $0.key.destination, $0.key.day) < ($1.key.terms, $1.key.destination, $1.key.day)
      }
      return sorted
    }
  }

  /// What is written on the entry: the store, the day, the kind, and which one of them it is where there were others.
  func name(store: String, number: Int64, _ database: Database) throws -> String {
    let earlier =
      try Int64.fetchOne(
        database,
        sql: "SELECT count(*) FROM journal_entries WHERE date = ? AND kind = ? AND store_id = ? AND correction_of IS ?",
        arguments: [date.description, kind.rawValue, number, correctionOf?.description]) ?? 0
    let parts = [store, correctionOf.map { "\(date) for \($0)" } ?? "\(date)", kind.rawValue]
    return (earlier == 0 ? parts : parts + [String(earlier + 1)]).joined(separator: " ")
  }

  private struct Key: Hashable, Comparable {
    let date: CivilDate
    let correctionOf: CivilMonth?
    let kind: TransactionKind

    static func < (left: Key, right: Key) -> Bool {
      (left.date, left.correctionOf?.ordinal ?? 0, left.kind.rawValue)
        < (right.date, right.correctionOf?.ordinal ?? 0, right.kind.rawValue)
    }
  }
}
