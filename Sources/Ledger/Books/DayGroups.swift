/// Documents of one day, kind, payment method and destination, summed by the terms of their lines.
import Books
import Columns
import Commerce
import Tax

struct DayGroups: Sendable {
  /// What documents of a group share.
  struct Key: Hashable {
    var day: Int32
    var kind: TransactionKind
    var terms: Int64
    var destination: Int64
  }

  /// Amounts in minor units.
  struct Sums {
    var net: Int64 = 0
    var tax: Int64 = 0
    var baseNet: Int64 = 0
    var baseTax: Int64 = 0
  }

  /// The documents of a group.
  struct Group {
    let key: Key
    var lines: [(terms: Int64, isNegative: Bool, sums: Sums)] = []
    var documents: [Int64] = []
    /// What gift cards have paid of them.
    var giftCards = GiftCardPart.none

    /// Adds a line to the sum of those of its terms and sign: what is taken off is posted otherwise than what is given
    /// back.
    mutating func add(_ line: UnbookedLine) {
      add(
        Sums(net: line.net, tax: line.tax, baseNet: line.baseNet, baseTax: line.baseTax), terms: line.terms,
        isNegative: line.net < 0 || (line.net == 0 && line.tax < 0))
    }

    /// Adds amounts to the sum of those of their terms and sign, of which there are few.
    mutating func add(_ sums: Sums, terms: Int64, isNegative: Bool) {
      var index = lines.startIndex
      while index < lines.endIndex, lines[index].terms != terms || lines[index].isNegative != isNegative {
        index += 1
      }
      if index == lines.endIndex { lines.append((terms, isNegative, Sums())) }
      lines[index].sums.net += sums.net
      lines[index].sums.tax += sums.tax
      lines[index].sums.baseNet += sums.baseNet
      lines[index].sums.baseTax += sums.baseTax
    }
  }

  private(set) var groups: [Group] = []
  private var places: [Key: Int] = [:]
  private var last: (key: Key, place: Int)?

  /// Adds a document with its lines, and what gift cards have paid of it.
  mutating func add(_ document: Int64, _ key: Key, _ lines: [UnbookedLine], _ giftCards: GiftCardPart?) {
    let place = place(of: key)
    groups[place].documents.append(document)
    if let giftCards { groups[place].giftCards += giftCards }
    for line in lines { groups[place].add(line) }
  }

  /// Adds the groups of documents that come behind these.
  mutating func add(_ others: DayGroups) {
    for other in others.groups {
      let place = place(of: other.key)
      groups[place].documents += other.documents
      groups[place].giftCards += other.giftCards
      for line in other.lines { groups[place].add(line.sums, terms: line.terms, isNegative: line.isNegative) }
    }
  }

  private mutating func place(of key: Key) -> Int {
    if let last, last.key == key { return last.place }
    let place: Int
    if let known = places[key] {
      place = known
    } else {
      place = groups.count
      groups.append(Group(key: key))
      places[key] = place
    }
    last = (key, place)
    return place
  }
}
