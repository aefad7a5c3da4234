/// Which contact a document has, and by which keys it can be joined with others.
import Columns
import Commerce
import Pipeline
import Testing

@Suite("Customers")
struct CustomerTests {
  private func chain(
    _ rules: String = #""email", "phone", "name_and_address""#, store: FakeDirectory? = nil
  ) throws -> Chain {
    try Chain(
      #"{ "use": "given" }, { "use": "customers", "match": [ \#(rules) ] }"#, services: Doors.services(contacts: store))
  }

  private func run(_ buyers: [Buyer], _ rules: String = #""email", "phone", "name_and_address""#) throws -> Batch {
    var chain = try chain(rules)
    return try chain.run(Batch(buyers))
  }

  private func contacts(_ batch: Batch) -> [Int64?] { batch.values(OrderKeys.contact) }

  /// The new keys of a kind.
  private func keys(_ kind: MatchKeyKind, _ batch: Batch) throws -> [Int64?] {
    batch.values(OrderKeys.newMatchKeys[try #require(MatchKeyKind.allCases.firstIndex(of: kind))])
  }

  private let anna = Buyer(
    email: "anna@example.com", phone: "030 1234567", name: "Anna Müller", address: "Hauptstr. 1", postcode: "10115")

  @Test("What is told of a buyer makes a contact, the same again finds it, and anything else is another")
  func found() throws {
    var moved = anna
    moved.address = "Nebenstr. 2"
    let batch = try run([anna, anna, moved, anna, Buyer(email: "ben@example.com")])
    #expect(contacts(batch) == [1, 1, 2, 1, 3])
  }

  @Test("Two spellings of one e-mail address, telephone or name and address have the same key")
  func spellings() throws {
    let batch = try run([
      anna, Buyer(email: " ANNA@Example.com "), Buyer(phone: "+49 30 123 45 67"),
      Buyer(name: "anna muller", address: "Hauptstr 1", postcode: "10 115"), Buyer(email: "ben@example.com"),
    ])
    let (emails, phones) = (try keys(.email, batch), try keys(.phone, batch))
    let people = try keys(.nameAndAddress, batch)
    #expect(emails[0] != nil && emails[0] == emails[1] && emails[0] != emails[4])
    #expect(phones[0] != nil && phones[0] == phones[2])
    #expect(people[0] != nil && people[0] == people[3])
    #expect(emails[2] == nil && phones[1] == nil && people[4] == nil)
  }

  @Test("A contact is joined by the keys of the declared rules, and found by those of all others")
  func undeclared() throws {
    let batch = try run([anna], #""email""#)
    let made = try MatchKeyKind.allCases.filter { try keys($0, batch) != [nil] }
    #expect(made == [.email, .name, .contact])
    let found = zip(MatchKeyKind.allCases, OrderKeys.newSearchKeys).filter { batch.values($1) != [nil] }
    #expect(found.map(\.0) == [.phone, .nameAndAddress])
  }

  @Test("Who was erased does not come back under a key by which nobody is joined")
  func erasedAccount() throws {
    let ledger = FakeDirectory()
    var account = anna
    account.id = "4711"
    var first = try chain(#""email", "source_id""#, store: ledger)
    let key = try #require(try keys(.sourceID, try first.run(Batch([account])))[0])
    ledger.bury(.sourceID, key, at: 1_000)
    var second = try chain(#""email""#, store: ledger)
    let matched = try second.run(Batch([Buyer(id: "4711", email: "new@example.com"), Buyer(email: "b@example.com")]))
    #expect(contacts(matched) == [nil, 1])
  }

  @Test("Keys of two kinds, stores and texts differ")
  func kinds() throws {
    let buyer = Buyer(id: "x@example.com", email: "x@example.com", name: "x@example.com")
    let batch = try run([buyer], #""source_id", "email""#)
    let made = try MatchKeyKind.allCases.compactMap { try keys($0, batch)[0] }
    #expect(made.count == 4)
    #expect(Set(made).count == 4)
  }

  @Test(
    "What is missing makes nobody a customer",
    arguments: [
      Buyer(), Buyer(phone: "12"), Buyer(email: "@"), Buyer(name: "Anna"), Buyer(address: "Weg 1"),
      Buyer(name: "Anna Müller", postcode: "10115"), Buyer(name: "Anna", address: "Weg 1", postcode: "10115"),
    ])
  func missing(buyer: Buyer) throws {
    let batch = try run([buyer, buyer])
    #expect(contacts(batch) == [nil, nil])
    #expect(OrderKeys.newMatchKeys.allSatisfy { batch.values($0) == [nil, nil] })
  }

  @Test("The same digits in two countries are two telephones")
  func countries() throws {
    let batch = try run([Buyer(phone: "030 1234567"), Buyer(phone: "030 1234567", country: "AT")])
    #expect(contacts(batch) == [1, 2])
    let phones = try keys(.phone, batch)
    #expect(phones[0] != phones[1])
  }

  @Test("A refused document has no contact and leaves no key")
  func refusedDocument() throws {
    var batch = Batch([anna, anna])
    batch.refuse(Refusal("R2101", document: 0))
    var chain = try chain()
    let matched = try chain.run(batch)
    #expect(contacts(matched) == [nil, 1])
    #expect(try keys(.email, matched)[0] == nil)
  }

  @Test("Contacts of the ledger are found by the keys it keeps, and new ones are numbered behind them")
  func ledger() throws {
    let ledger = FakeDirectory()
    var first = try chain(store: ledger)
    ledger.commit(try first.run(Batch([anna, Buyer(email: "ben@example.com")])))
    var second = try chain(store: ledger)
    let batch = try second.run(Batch([Buyer(email: "ben@example.com"), anna, Buyer(email: "c@example.com")]))
    #expect(contacts(batch) == [2, 1, 3])
    #expect(try keys(.contact, batch).map { $0 != nil } == [false, false, true])
    #expect(try keys(.email, batch).map { $0 != nil } == [false, false, true])
  }

  @Test("An empty ledger is not asked for every key, and a full one once for each that is new to the run")
  func questions() throws {
    let ledger = FakeDirectory()
    var first = try chain(store: ledger)
    ledger.commit(try first.run(Batch([anna, anna])))
    #expect(ledger.questions == 0)
    var second = try chain(store: ledger)
    _ = try second.run(Batch([anna, anna, Buyer(email: "ben@example.com"), anna]))
    #expect(ledger.questions == 2)
  }

  @Test("Who was erased has no contact in documents from before, and is new in those from after")
  func erased() throws {
    let ledger = FakeDirectory()
    var first = try chain(store: ledger)
    let key = try #require(try keys(.email, try first.run(Batch([anna])))[0])
    ledger.bury(.email, key, at: 1_000)
    var batch = Batch([anna, anna, anna, Buyer(email: "ben@example.com")])
    batch.put(OrderKeys.placedAt, Column(stored: [999, 1_001, .missing, 999]))
    var second = try chain(store: ledger)
    let matched = try second.run(batch)
    #expect(contacts(matched)[0] == nil && contacts(matched)[1] != nil && contacts(matched)[3] != nil)
    #expect(matched.values(OrderKeys.isErased)[0] == 1 && matched.values(OrderKeys.isErased)[1] == nil)
    #expect(try keys(.email, matched)[0] == nil)
  }

  @Test("Who came back tells nobody in documents from before, whichever come first", arguments: [1, 3])
  func cameBack(size: Int) throws {
    let ledger = FakeDirectory()
    var first = try chain(store: ledger)
    ledger.bury(.email, try #require(try keys(.email, try first.run(Batch([anna])))[0]), at: 1_000)
    let placed: [Int64] = [999, 1_001, 1_000, 1_002]
    for order in [[0, 1, 2, 3], [1, 0, 3, 2], [3, 2, 1, 0]] {
      var chain = try chain(store: ledger)
      var told: [Int64: Bool] = [:]
      for start in stride(from: 0, to: order.count, by: size) {
        let part = order[start..<min(start + size, order.count)]
        var batch = Batch(part.map { _ in anna })
        batch.put(OrderKeys.placedAt, Column(stored: part.map { placed[$0] }))
        let matched = try chain.run(batch)
        for (index, contact) in zip(part, contacts(matched)) { told[placed[index]] = contact != nil }
      }
      #expect(told == [999: false, 1_000: false, 1_001: true, 1_002: true])
    }
  }

  @Test("However the input is cut into batches, the result is the same", arguments: [1, 2, 3, 7, 50])
  func batches(size: Int) throws {
    let buyers = (0..<50).map { number in
      Buyer(
        email: number % 3 == 0 ? "" : "buyer\(number % 11)@example.com",
        phone: number % 4 == 0 ? "" : "030 12345\(10 + number % 7)", name: number % 5 == 0 ? "" : "Name \(number % 6)",
        address: "Weg \(number % 6)", postcode: "1011\(number % 6)")
    }
    let whole = contacts(try run(buyers))
    #expect(Set(whole).count > 5)
    var chain = try chain()
    var numbers: [Int64?] = []
    for start in stride(from: 0, to: buyers.count, by: size) {
      numbers += contacts(try chain.run(Batch(Array(buyers[start..<min(start + size, buyers.count)]))))
    }
    #expect(numbers == whole)
  }
}
