/// Lists of contacts' places, one behind the other in one stretch of memory.
struct PlaceLists: Sendable {
  private(set) var places: [Int32] = []
  private var ends: [Int] = []

  /// How many lists there are.
  var count: Int { ends.count }

  /// A list.
  subscript(list: Int) -> ArraySlice<Int32> { places[(list == 0 ? 0 : ends[list - 1])..<ends[list]] }

  /// Adds a list.
  mutating func append(_ list: some Sequence<Int32>) {
    places.append(contentsOf: list)
    ends.append(places.count)
  }
}

extension PlaceLists {
  /// The contacts behind each key that more than one has, in ascending order, the keys in that of their values.
  init(sharing entries: [KeyEntry]) {
    self.init()
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end - start > 1 { append(entries[start..<end].lazy.map(\.place)) }
      start = end
    }
  }
}
