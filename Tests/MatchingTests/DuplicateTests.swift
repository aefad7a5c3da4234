/// Who is proposed as a duplicate of whom, how surely, and why.
import Commerce
import Matching
import Testing

@Suite("Duplicates")
struct DuplicateTests {
  private let anna = Someone("Johanna", "Wiesenthal", "Lindenallee", "12", "Bremen", "28203")

  /// The proposal for two records among five hundred others.
  private func proposed(_ one: Someone, _ other: Someone) -> DuplicateProposal? {
    var finder = DuplicateFinder()
    for number in 0..<500 { finder.add(Someone.stranger(number).record(Int64(number + 10))) }
    finder.add(one.record(1))
    finder.add(other.record(2))
    return finder.proposals(from: 0).first { $0.first == 1 && $0.second == 2 }
  }

  @Test(
    "typing errors, other spellings and missing fields hide nobody",
    arguments: [
      Someone("Johana", "Wiesenthal", "Lindenallee", "12", "Bremen", "28203"),
      Someone("Johanna", "Weisenthal", "Lindenalle", "12", "Bremen", "28203"),
      Someone("JOHANNA", "WIESENTHAL", "Lindenallee", "21", "Bremen", "28230"),
      Someone("Johanna", "Wiesenthal", "", "", "Bremen", "28203"),
      Someone("Johanna", "Meier", "Lindenallee", "12", "Bremen", "28203"),
    ])
  func found(other: Someone) throws {
    #expect(try #require(proposed(anna, other)).score > 900)
  }

  @Test(
    "strangers of one name, at one address or of one family are none",
    arguments: [
      Someone("Johanna", "Wiesenthal", "Ostring", "88", "Trier", "54290"),
      Someone("Tarek", "Yildiz", "Lindenallee", "12", "Bremen", "28203"),
      Someone("Johanna", "Quast", "Ostring", "88", "Trier", "54290"),
    ])
  func strangers(other: Someone) { #expect(proposed(anna, other)?.score ?? 0 < 500) }

  @Test("two of one family name at one address with different given names may be a household: nobody is sure of them")
  func household() throws {
    let proposal = try #require(proposed(anna, Someone("Tarek", "Wiesenthal", "Lindenallee", "12", "Bremen", "28203")))
    #expect(500...600 ~= proposal.score)
    #expect(proposal.reasons.starts(with: ["different given name", "same family name", "same street"]))
  }

  @Test(
    "two of one family name at one address whose given names are another's woman's form may be a couple",
    arguments: [
      ("Michael", "Michaela"), ("Petra", "Peter"), ("Andreas", "Andrea"), ("Jan", "Jana"), ("Zdzislawa", "Zdzislaw"),
    ])
  func couple(one: String, other: String) throws {
    func named(_ given: String) -> Someone { Someone(given, "Wiesenthal", "Lindenallee", "12", "Bremen", "28203") }
    #expect(500...600 ~= (try #require(proposed(named(one), named(other))).score))
  }

  @Test(
    "half a name at one address may be several people of a house: nobody is sure of them",
    arguments: ["Johanna", "Wiesenthal", "J. Wiesenthal", "Frau Wiesenthal", "Mrs. Wiesenthal"])
  func half(name: String) throws {
    var finder = DuplicateFinder()
    for number in 0..<500 { finder.add(Someone.stranger(number).record(Int64(number + 10))) }
    for number in Int64(1)...2 {
      var half = Someone("", "", "Lindenallee", "12", "Bremen", "28203").record(number)
      half.name = name
      finder.add(half)
    }
    finder.add(anna.record(3))
    let scores = finder.proposals(from: 0).filter { $0.second <= 3 }.map(\.score)
    #expect(!scores.isEmpty && scores.allSatisfy { 500...600 ~= $0 }, "\(scores)")
  }

  @Test("given names that many bear are no typing errors of each other")
  func commonNames() throws {
    var finder = DuplicateFinder()
    for number in 0..<500 {
      var stranger = Someone.stranger(number)
      if number < 10 { stranger.given = number % 2 == 0 ? "Adilson" : "Adelson" }
      finder.add(stranger.record(Int64(number + 10)))
    }
    for (number, given) in ["Adilson", "Adelson", "Adelsonn"].enumerated() {
      finder.add(Someone(given, "Wiesenthal", "Lindenallee", "12", "Bremen", "28203").record(Int64(number)))
    }
    let proposals = finder.proposals(from: 0)
    func score(_ one: Int64, _ other: Int64) -> Int? {
      proposals.first { $0.first == one && $0.second == other }?.score
    }
    #expect(500...600 ~= (try #require(score(0, 1))))
    #expect(try #require(score(1, 2)) > 900)
  }

  @Test("spellings of one given name hide nobody", arguments: [("Stefan", "Stephan"), ("Katharina", "Katarina")])
  func spellings(one: String, other: String) throws {
    func named(_ given: String) -> Someone { Someone(given, "Wiesenthal", "Lindenallee", "12", "Bremen", "28203") }
    #expect(try #require(proposed(named(one), named(other))).score > 900)
  }

  @Test("swapped names and swapped lines of the address are recognised, and told")
  func swapped() throws {
    let other = Someone("Wiesenthal", "Johanna", "Hinterhaus", "12", "Bremen", "28203", line2: "Lindenallee")
    var one = anna
    one.line2 = "Hinterhaus"
    let proposal = try #require(proposed(one, other))
    #expect(proposal.score > 900)
    #expect(proposal.reasons.prefix(2) == ["names swapped", "address lines swapped"])
  }

  @Test("a name in one field is compared with one in two")
  func wholeName() throws {
    var one = anna.record(1)
    one.name = "Johanna Wiesenthal"
    one.givenName = ""
    one.familyName = ""
    var finder = DuplicateFinder()
    for number in 0..<100 { finder.add(Someone.stranger(number).record(Int64(number + 10))) }
    finder.add(one)
    finder.add(anna.record(2))
    let proposal = try #require(finder.proposals(from: 900).first)
    #expect(proposal.first == 1 && proposal.second == 2)
    #expect(proposal.agreements[DuplicateField.givenName.rawValue] == .same)
  }

  @Test("a rare name tells more than a common one")
  func rareNames() throws {
    func score(_ family: String) throws -> Int {
      let one = Someone("Johanna", family, "", "", "", "")
      return try #require(proposed(one, Someone("Johannah", family, "Ostring", "", "", ""))).score
    }
    #expect(try score("Wiesenthal") > score("Family3"))
  }

  @Test("the same records in another order get the same scores")
  func order() {
    var draw = Draw(seed: 3)
    let people = (0..<300).map { Someone.stranger($0 % 200).record(Int64($0)) }
    func proposals(_ people: [DuplicateRecord]) -> [[Int]] {
      var finder = DuplicateFinder()
      for person in people { finder.add(person) }
      return finder.proposals(from: 900).map { [Int($0.first), Int($0.second)] }.sorted { $0[0] < $1[0] }
    }
    let expected = proposals(people)
    #expect(expected.count == 100)
    #expect(proposals(people.shuffled(using: &draw)) == expected)
  }

  @Test("records in another order and under other numbers get the same scores, names and lines swapped or not")
  func renumbered() {
    var draw = Draw(seed: 5)
    let people = (0..<300).map { number in
      var one = Someone.stranger(number % 150)
      if number >= 150, number % 2 == 0 { (one.given, one.family) = (one.family, one.given + "n") }
      if number >= 150, number % 3 == 0 { (one.street, one.line2) = ("Hinterhaus", one.street) }
      return one
    }
    func scores(_ order: [Int]) -> Set<[Int]> {
      var finder = DuplicateFinder()
      for (place, person) in order.enumerated() { finder.add(people[person].record(Int64(place))) }
      return Set(
        finder.proposals(from: 100).map { proposal in
          [order[Int(proposal.first)], order[Int(proposal.second)]].sorted() + [proposal.score]
        })
    }
    let expected = scores(Array(people.indices))
    #expect(expected.count > 150)
    for _ in 0..<5 { #expect(scores(people.indices.shuffled(using: &draw)) == expected) }
  }

  @Test("nobody and one person have no duplicates")
  func few() {
    #expect(DuplicateFinder().proposals(from: 0).isEmpty)
    var finder = DuplicateFinder()
    finder.add(anna.record(1))
    #expect(finder.proposals(from: 0).isEmpty)
  }
}

@Suite("Rows of a table of people")
struct PeopleMatcherTests {
  private func outcomes(_ rows: [[MatchColumn: String]], threshold: Int? = 500) -> [PeopleMatcher.Outcome] {
    var matcher = PeopleMatcher()
    for row in rows { matcher.add(country: nil) { row[$0] ?? "" } }
    return matcher.outcomes(threshold: threshold)
  }

  @Test("exact rules join first, likeness what is left, and each row says which")
  func both() {
    let rows: [[MatchColumn: String]] = [
      [
        .email: "a@example.com", .givenName: "Johanna", .familyName: "Wiesenthal", .street: "Lindenallee 12",
        .city: "Bremen",
      ],
      [.email: "A@example.com"],
      [.givenName: "Johana", .familyName: "Wiesenthal", .street: "Lindenalle 12", .city: "Bremen"],
      [.givenName: "Tarek", .familyName: "Yildiz", .street: "Ostring 88", .city: "Trier"],
    ]
    let found = outcomes(rows)
    #expect(found.map(\.cluster) == [0, 0, 0, 3])
    #expect(found.map(\.rule) == [.email, .email, .merged, .created])
    #expect(found.map(\.evidence) == [1, 0, 0, nil])
    #expect(found[1].score == 1000 && found[3].score == nil && !found[2].reasons.isEmpty)
    #expect(outcomes(rows, threshold: nil).map(\.cluster) == [0, 0, 2, 3])
  }

  @Test("businesses with different VAT ids are not joined by likeness")
  func businesses() {
    let row: [MatchColumn: String] = [.name: "Alfa Handel", .street: "Lindenallee 12", .city: "Bremen"]
    var (one, other) = (row, row)
    one[.vatID] = "DE1"
    other[.vatID] = "DE2"
    other[.name] = "Alfa Handell"
    #expect(outcomes([one, other]).map(\.cluster) == [0, 1])
  }

  @Test("columns are known by their usual names, whatever their case and blanks")
  func columns() {
    let places = MatchColumn.places(in: ["rec_id", " given_name", "Last Name", "E-Mail", "PLZ", "colour"])
    #expect(places == [.id: 0, .givenName: 1, .familyName: 2, .email: 3, .postcode: 4])
  }
}
