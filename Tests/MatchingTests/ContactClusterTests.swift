/// Which contacts become one customer, by which rule, and who is kept apart.
import Commerce
import Matching
import Testing

@Suite("Contact clusters")
struct ContactClusterTests {
  @Test("contacts that share nothing are customers of their own")
  func apart() {
    let memberships = Clustering.memberships([Person(1, "Anna", email: "a"), Person(2, "Bert", email: "b")])
    #expect(
      memberships == [
        ContactMembership(contact: 1, customer: 1, rule: .created, evidence: nil),
        ContactMembership(contact: 2, customer: 2, rule: .created, evidence: nil),
      ])
  }

  @Test("each rule joins those who share its key", arguments: Clustering.rules)
  func each(rule: MatchRule) {
    var one = Person(1, "Anna")
    var other = Person(2, "Anna")
    one.keys[rule] = "shared"
    other.keys[rule] = "shared"
    let memberships = Clustering.memberships([one, Person(7, "Anna"), other])
    #expect(
      memberships == [
        ContactMembership(contact: 1, customer: 1, rule: rule, evidence: 2),
        ContactMembership(contact: 2, customer: 1, rule: rule, evidence: 1),
        ContactMembership(contact: 7, customer: 7, rule: .created, evidence: nil),
      ])
  }

  @Test("a customer is a chain of contacts, and has the lowest number")
  func chain() {
    #expect(
      Clustering.customers([
        Person(9, "Anna", email: "a"), Person(5, "Anna", email: "a", phone: "p"),
        Person(7, "Anna", phone: "p", address: "x"), Person(3, "Anna", address: "x"), Person(4, "Bert"),
      ]) == [3, 4, 3, 3, 3])
  }

  @Test("a contact tells the strongest rule that joins it, and the lowest contact it is joined to by that")
  func strongest() {
    let memberships = Clustering.memberships([
      Person(1, "Anna", phone: "p"), Person(2, "Anna", email: "a", phone: "p"),
      Person(3, "Anna", email: "a", phone: "p"),
      Person(4, "Anna", email: "a"),
    ])
    #expect(memberships.map(\.rule) == [.phone, .email, .email, .email])
    #expect(memberships.map(\.evidence) == [2, 3, 2, 2])
  }

  @Test("numbers may be large and far apart, and keys of unknown contacts are passed over")
  func sparse() {
    var clusters = ContactClusters([
      ContactMark(number: .max), ContactMark(number: 3), ContactMark(number: 1 << 40),
    ])
    clusters.join(by: .email, [7: 3, 8: 5, 9: Int64.max].map { ContactKey(key: 1, contact: $0.value) })
    clusters.join(by: .phone, [ContactKey(key: 1, contact: -4), ContactKey(key: 1, contact: 1 << 40)])
    #expect(Array(clusters.memberships).map(\.customer) == [3, 1 << 40, 3])
  }
}

@Suite("Keys that strangers share")
struct SharedKeyTests {
  @Test(
    "names behind a mailbox are as many people, who are one where a telephone agrees as well: they married and erred")
  func mailbox() {
    let names = ["Anna Schmidt", "Anna Meier", "A. Meier"].enumerated()
    #expect(Clustering.customers(names.map { Person(Int64($0 + 1), $1, email: "a") }) == [1, 2, 3])
    #expect(Clustering.customers(names.map { Person(Int64($0 + 1), $1, email: "a", phone: "p") }) == [1, 1, 1])
  }

  @Test("four names behind a mailbox and a telephone are an office")
  func officeTelephone() {
    let people = ["Anna", "Bert", "Carla", "Dora", "Bert"].enumerated().map {
      Person(Int64($0 + 1), $1, email: "office", phone: "p")
    }
    #expect(Clustering.customers(people) == [1, 2, 3, 4, 2])
  }

  @Test("pairs of mailbox and telephone that two names share make no chain of more than three")
  func chainOfPairs() {
    let people = (0..<12).map { index in
      let (own, shared) = (index / 2, (index + 1) / 2)
      return Person(
        Int64(index + 1), "Name \(own)", email: "m\(shared)", phone: "p\(shared)", address: "a\(own)")
    }
    #expect(Clustering.customers(people) == [1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11])
  }

  @Test("people with two mailboxes each, who share one with either neighbour, are no chain")
  func chainOfMailboxes() {
    let people = (0..<12).map { index in
      Person(Int64(index + 1), "Name \(index / 2)", email: "m\((index + 1) / 2)", address: "a\(index / 2)")
    }
    #expect(Clustering.customers(people) == [1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11])
  }

  @Test("who gives no name joins no two who do")
  func nameless() {
    let people = [
      Person(1, "Anna", email: "a"), Person(2, id: "7", email: "a"), Person(3, id: "7", email: "b"),
      Person(4, "Bert", email: "b"), Person(5, "Carla", phone: "p"), Person(6, email: "c", phone: "p"),
      Person(7, "Dora", email: "c"),
    ]
    #expect(Clustering.customers(people) == [1, 2, 2, 4, 5, 6, 6])
  }

  @Test("four names behind a mailbox are an office: only equal names are one, and nobody without a name")
  func office() {
    let people = ["Anna", "Bert", "Carla", "Dora", "Bert", nil, nil].enumerated().map {
      Person(Int64($0 + 1), $1, email: "office")
    }
    let memberships = Clustering.memberships(people)
    #expect(memberships.map(\.customer) == [1, 2, 3, 4, 2, 6, 7])
    #expect(memberships[4].rule == .email && memberships[0].rule == .created)
  }

  @Test("two names behind a telephone are a household; who gives no name is none of them")
  func household() {
    let people = [
      Person(1, "Anna", phone: "p"), Person(2, "Bert", phone: "p"), Person(3, phone: "p"),
      Person(4, "Bert", phone: "p"),
    ]
    #expect(Clustering.customers(people) == [1, 2, 3, 2])
  }

  @Test("one name behind a telephone is one person, the orders without a name included")
  func telephone() {
    #expect(
      Clustering.customers([Person(1, phone: "p"), Person(2, "Anna", phone: "p"), Person(3, phone: "p")]) == [1, 1, 1])
  }

  @Test("the platform's own id joins whatever the names are")
  func sourceID() {
    let people = (1...6).map { Person($0, "Name \($0)", vatID: "V\($0)", id: "17") }
    #expect(Clustering.customers(people) == [1, 1, 1, 1, 1, 1])
  }

  @Test("businesses behind one mailbox are told apart by VAT id; who gave none goes with the business of that name")
  func businesses() {
    let people = [
      Person(1, "Alfa", vatID: "A", email: "tax"), Person(2, "Beta", vatID: "B", email: "tax"),
      Person(3, "Beta", email: "tax"), Person(4, "Adviser", email: "tax"), Person(5, "Adviser", email: "tax"),
      Person(6, email: "tax"), Person(7, "Beta Ltd", vatID: "B", email: "tax"),
    ]
    #expect(Clustering.customers(people) == [1, 2, 2, 4, 4, 6, 2])
  }

  @Test("a name that stands for two VAT ids is nobody's business")
  func ambiguousName() {
    let people = [
      Person(1, "Alfa", vatID: "A", address: "x"), Person(2, "Alfa", vatID: "B", address: "x"),
      Person(3, "Alfa", address: "x"),
    ]
    #expect(Clustering.customers(people) == [1, 2, 3])
  }

  @Test("who shares a business's mailbox under another name is the business only where a telephone agrees")
  func oneVATID() {
    let people = [
      Person(1, "Alfa", vatID: "A", email: "a", phone: "p"), Person(2, "Anna", email: "a"),
      Person(3, "Bert", email: "a", phone: "p"),
    ]
    #expect(Clustering.customers(people) == [1, 2, 1])
  }

  @Test("who shares a mailbox with one business and a telephone with another goes with the first, whoever comes first")
  func chainOfBusinesses() {
    for numbers: [Int64] in [[1, 2, 3], [3, 2, 1], [2, 3, 1]] {
      let people = [
        Person(numbers[0], "Buyer", vatID: "A", email: "x"), Person(numbers[1], "Buyer", email: "x", phone: "p"),
        Person(numbers[2], "Buyer", vatID: "B", phone: "p"),
      ]
      let customers = Clustering.customers(people)
      let (one, buyer, other) = (
        customers[Int(numbers[0]) - 1], customers[Int(numbers[1]) - 1], customers[Int(numbers[2]) - 1]
      )
      #expect(one == buyer)
      #expect(other != buyer)
    }
  }

  @Test("along a chain everybody goes with the nearer business, and who stands in the middle with neither")
  func middle() {
    // One name, and an account that binds each person's two telephones: A-1-2-3-B.
    let people = [
      Person(1, "Buyer", vatID: "A", phone: "p0"), Person(2, "Buyer", id: "1", phone: "p0"),
      Person(3, "Buyer", id: "1", phone: "p1"), Person(4, "Buyer", id: "2", phone: "p1"),
      Person(5, "Buyer", id: "2", phone: "p2"), Person(6, "Buyer", id: "3", phone: "p2"),
      Person(7, "Buyer", id: "3", phone: "p3"), Person(8, "Buyer", vatID: "B", phone: "p3"),
    ]
    #expect(Clustering.customers(people) == [1, 1, 1, 4, 4, 6, 6, 6])
  }

  @Test("an account of a platform is one customer whatever VAT ids it gave, and one business to all others")
  func accountOfTwoVATIDs() {
    let people = [
      Person(1, "Alfa", vatID: "A", id: "1"), Person(2, "Alfa", vatID: "B", id: "1", email: "x"),
      Person(3, "Alfa", vatID: "C", email: "x"), Person(4, "Alfa", vatID: "A"),
    ]
    #expect(Clustering.customers(people) == [1, 1, 3, 1])
  }

  @Test("likeness makes no two businesses one, however long the chain")
  func alike() {
    let people = [Person(1, "Alfa", vatID: "A"), Person(2, "Alfa"), Person(3, "Alva", vatID: "B"), Person(4, "Alpha")]
    #expect(Clustering.customers(people, alike: [(1, 2), (2, 3), (2, 4)]) == [1, 2, 3, 2])
    #expect(Clustering.customers(people, alike: [(1, 2), (2, 4)]) == [1, 1, 3, 1])
  }
}

@Suite("What people decided")
struct DecisionTests {
  @Test("a merge joins what no key does, and says so")
  func merge() {
    let memberships = Clustering.memberships(
      [Person(1, "Anna"), Person(2, "Anne"), Person(3, "Bert")], merges: [(2, 1), (3, 9), (3, 3)])
    #expect(memberships.map(\.customer) == [1, 1, 3])
    #expect(memberships.map(\.rule) == [.merged, .merged, .created])
    #expect(memberships[1].evidence == 1)
  }

  @Test("of several contacts that one was joined to, the lowest is told, in whichever order they came")
  func lowestEvidence() {
    let people = (1...4).map { Person($0) }
    for merges: [(Int64, Int64)] in [[(4, 2), (4, 3), (1, 4)], [(1, 4), (4, 3), (2, 4)]] {
      #expect(Clustering.memberships(people, merges: merges).map(\.evidence) == [4, 4, 4, 1])
    }
  }

  @Test("a fence parts what every rule joins, merges included")
  func fence() {
    let people = [
      Person(1, "Anna", email: "a"), Person(2, "Anna", fence: 1, id: "17", email: "a"),
      Person(3, "Anna", id: "17", email: "a"),
      Person(4, "Anna", fence: 1, email: "a"), Person(5, "Anna", fence: 2, email: "a"),
    ]
    let memberships = Clustering.memberships(people, merges: [(1, 2)])
    #expect(memberships.map(\.customer) == [1, 2, 1, 2, 5])
    #expect(memberships.map(\.rule) == [.email, .email, .email, .email, .created])
  }

  @Test("names behind a mailbox are people on whichever side of a fence")
  func fencedNames() {
    let people = ["Anna", "Bert", "Carla", "Dora"].enumerated().map {
      Person(Int64($0 + 1), $1, fence: Int64($0 % 2), email: "a")
    }
    #expect(Clustering.customers(people) == [1, 2, 3, 4])
  }
}
