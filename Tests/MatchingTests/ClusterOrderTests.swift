/// The same contacts and keys give the same customers, whatever order and pieces they come in.
import Matching
import Testing

@Suite("Order of contacts and keys")
struct ClusterOrderTests {
  @Test("shuffled contacts, rules, keys and merges change nothing", arguments: 0..<40)
  func shuffled(seed: UInt64) {
    var draw = Draw(seed: seed)
    let people = (1...200).map { number in
      func some(_ word: String, of choices: Int, outOf chances: Int) -> String? {
        Int.random(in: 0..<chances, using: &draw) == 0 ? nil : word + String(Int.random(in: 0..<choices, using: &draw))
      }
      return Person(
        Int64(number), some("name", of: 60, outOf: 4),
        vatID: Bool.random(using: &draw) ? nil : some("vat", of: 40, outOf: 2),
        fence: Int.random(in: 0..<20, using: &draw) == 0 ? 1 : 0, id: some("id", of: 150, outOf: 2),
        email: some("mail", of: 120, outOf: 2), phone: some("phone", of: 120, outOf: 2),
        address: some("address", of: 150, outOf: 2))
    }
    let merges = (0..<8).map { _ in (Int64.random(in: 1...200, using: &draw), Int64.random(in: 1...200, using: &draw)) }
    let expected = Clustering.memberships(people, merges: merges)
    for _ in 0..<5 {
      let other = Clustering.memberships(
        people.shuffled(using: &draw), rules: Clustering.rules.shuffled(using: &draw),
        merges: merges.shuffled(using: &draw).map { Bool.random(using: &draw) ? $0 : ($0.1, $0.0) })
      #expect(other == expected)
    }
  }

  @Test("customers are the groups that a plain search of everybody's neighbours finds", arguments: 0..<20)
  func closure(seed: UInt64) {
    var draw = Draw(seed: seed)
    let people = (1...300).map { number in
      Person(
        Int64(number), id: "i\(Int.random(in: 0..<400, using: &draw))",
        email: "m\(Int.random(in: 0..<400, using: &draw))")
    }
    var customers = people.map(\.number)
    var isSettled = false
    while !isSettled {
      isSettled = true
      for one in people.indices {
        for other in people.indices where customers[one] < customers[other] {
          guard
            Clustering.rules.contains(where: {
              people[one].keys[$0] != nil && people[one].keys[$0] == people[other].keys[$0]
            })
          else { continue }
          customers[other] = customers[one]
          isSettled = false
        }
      }
    }
    #expect(Clustering.customers(people) == customers)
  }
}
