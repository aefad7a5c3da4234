/// Where a contact of some number stands in the list of all contacts.
struct ContactPlaces: Sendable {
  private let lowest: Int64
  /// The place of each number from the lowest on, -1 where no contact has it; empty where the numbers lie too far apart.
  private let table: [Int32]
  private let numbers: [Int64]

  /// The places of contacts that are in the order of their numbers.
  init(_ marks: [ContactMark]) {
    lowest = marks.first?.number ?? 0
    let (span, overflow) = (marks.last?.number ?? 0).subtractingReportingOverflow(lowest)
    if overflow || span > Int64(marks.count) * 4 + 1024 {
      table = []
      numbers = marks.map(\.number)
    } else {
      var table = [Int32](repeating: -1, count: marks.isEmpty ? 0 : Int(span) + 1)
      for place in marks.indices { table[Int(marks[place].number - lowest)] = Int32(place) }
      self.table = table
      numbers = []
    }
  }

  /// The place of contact `number`; `nil` when there is none of that number.
  func place(of number: Int64) -> Int32? {
    if !table.isEmpty {
      let offset = number.subtractingReportingOverflow(lowest)
      guard !offset.overflow, offset.partialValue >= 0, offset.partialValue < table.count else { return nil }
      let place = table[Int(offset.partialValue)]
      return place < 0 ? nil : place
    }
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] == number ? Int32(low) : nil
  }
}
