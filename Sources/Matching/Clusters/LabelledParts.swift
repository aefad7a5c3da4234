/// Parts lists of groups so that no part has two labels, for groups of which some bear one and others go with them.
///
/// A group without a label goes with the nearest that has one, counted in lists from group to group. Where two labels are
/// equally near it goes with neither, and nobody goes with a label across it. That depends on the lists alone and not on
/// their order, and takes time in proportion to what is in them.
struct LabelledParts {
  private static let none: Int32 = -1
  private static let contested: Int32 = -2

  private let lists: PlaceLists
  /// The node of each place in the lists, in their order.
  private var nodes: [Int32] = []
  private var labels: [Int32] = []
  /// The lists of each node.
  private var listsOfNodes: [[Int32]] = []

  /// - Parameter label: the label of a group's root; -1 where it has none.
  init(_ lists: PlaceLists, _ forest: inout ContactForest, label: (Int32) -> Int32) {
    self.lists = lists
    var nodeOfRoot: [Int32: Int32] = [:]
    for list in 0..<lists.count {
      for place in lists[list] {
        let root = forest.root(place)
        let node = nodeOfRoot[root] ?? Int32(labels.count)
        if Int(node) == labels.count {
          nodeOfRoot[root] = node
          labels.append(label(root))
          listsOfNodes.append([])
        }
        nodes.append(node)
        listsOfNodes[Int(node)].append(Int32(list))
      }
    }
  }

  /// The parts of each list that are one, in ascending order of places; those of a single place are left out.
  mutating func parts() -> PlaceLists {
    spread()
    var parts = PlaceLists()
    for list in 0..<lists.count {
      let places = lists[list]
      var members = places.indices.map { index in
        (label: max(labels[Int(nodes[index])], Self.none), place: places[index])
      }
      members.sort { $0.label != $1.label ? $0.label < $1.label : $0.place < $1.place }
      for part in members.split(whenever: { $0.label != $1.label }) { parts.append(part.lazy.map(\.place)) }
    }
    return parts
  }

  private mutating func spread() {
    var labelsOfLists = [Int32](repeating: Self.none, count: lists.count)
    var isDone = [Bool](repeating: false, count: lists.count)
    var offers = [Int32](repeating: Self.none, count: labels.count)
    var nearest = labels.indices.filter { labels[$0] >= 0 }
    while !nearest.isEmpty {
      var reached: [Int] = []
      for node in nearest {
        for list in listsOfNodes[node].lazy.map(Int.init) where !isDone[list] {
          if labelsOfLists[list] == Self.none { reached.append(list) }
          Self.offer(labels[node], to: &labelsOfLists[list])
        }
      }
      var offered: [Int] = []
      for list in reached {
        isDone[list] = true
        for node in nodes[lists[list].indices].lazy.map(Int.init) where labels[node] == Self.none {
          if offers[node] == Self.none { offered.append(node) }
          Self.offer(labelsOfLists[list], to: &offers[node])
        }
      }
      for node in offered { labels[node] = offers[node] }
      nearest = offered.filter { labels[$0] >= 0 }
    }
  }

  private static func offer(_ label: Int32, to other: inout Int32) {
    other = other == none || other == label ? label : contested
  }
}

extension RandomAccessCollection where Index == Int {
  /// The stretches of two and more elements between those neighbours that are different.
  func split(whenever differ: (Element, Element) -> Bool) -> [SubSequence] {
    var stretches: [SubSequence] = []
    var start = startIndex
    while start < endIndex {
      var end = start + 1
      while end < endIndex, !differ(self[start], self[end]) { end += 1 }
      if end - start > 1 { stretches.append(self[start..<end]) }
      start = end
    }
    return stretches
  }
}
