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
    let alike = (0..<8).map { _ in (Int64.random(in: 1...200, using: &draw), Int64.random(in: 1...200, using: &draw)) }
    let expected = Clustering.memberships(people, merges: merges, alike: alike)
    for _ in 0..<5 {
      let other = Clustering.memberships(
        people.shuffled(using: &draw), rules: Clustering.rules.shuffled(using: &draw),
        merges: merges.shuffled(using: &draw).map { Bool.random(using: &draw) ? $0 : ($0.1, $0.0) },
        alike: alike.shuffled(using: &draw).map { Bool.random(using: &draw) ? $0 : ($0.1, $0.0) })
      #expect(other == expected)
    }
  }

  /// Two hundred people of few names, of whom every second is a business.
  private func crowd(_ seed: UInt64) -> [Person] {
    var draw = Draw(seed: seed)
    return (1...200).map { number in
      func some(_ word: String, of choices: Int) -> String { word + String(Int.random(in: 0..<choices, using: &draw)) }
      return Person(
        Int64(number), some("name", of: 10), vatID: number % 2 == 0 ? some("vat", of: 40) : nil,
        email: some("mail", of: 90),
        phone: some("phone", of: 90), address: some("address", of: 150))
    }
  }

  @Test("other numbers of the contacts make no other groups", arguments: 0..<20)
  func renumbered(seed: UInt64) {
    var draw = Draw(seed: seed)
    let people = crowd(seed)
    func groups(_ people: [Person], _ number: (Int64) -> Int64) -> Set<Set<Int64>> {
      Set(
        Dictionary(grouping: Clustering.memberships(people), by: \.customer).values.map {
          Set($0.map { number($0.contact) })
        })
    }
    let numbers = (1...200).map(Int64.init).shuffled(using: &draw)
    let others = people.map { person in
      var person = person
      person.number = numbers[Int(person.number) - 1]
      return person
    }
    let before = Dictionary(uniqueKeysWithValues: zip(numbers, 1...200))
    #expect(groups(people) { $0 } == groups(others) { Int64(before[$0] ?? 0) })
  }

  @Test("no customer has two VAT ids, and whoever has one is with all of it", arguments: 0..<20)
  func businesses(seed: UInt64) {
    let people = crowd(seed)
    let customers = Clustering.customers(people)
    let held = zip(people, customers).filter { $0.0.vatID != nil }
    #expect(Dictionary(grouping: held, by: \.1).values.allSatisfy { Set($0.map(\.0.vatID)).count == 1 })
    #expect(Dictionary(grouping: held, by: \.0.vatID).values.allSatisfy { Set($0.map(\.1)).count == 1 })
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
