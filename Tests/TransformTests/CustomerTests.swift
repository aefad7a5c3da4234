/// Whose document it is, by which rule, and when that is not to be said.
import Columns
import Commerce
import Pipeline
import Testing

@Suite("Customers")
struct CustomerTests {
  private func chain(
    _ rules: String = #""email", "phone", "name_and_address""#, _ options: String = "", ledger: FakeDirectory? = nil
  ) throws -> Chain {
    try Chain(
      #"{ "use": "given" }, { "use": "customers", "match": [ \#(rules) ]\#(options) }"#,
      services: Doors.services(customers: ledger))
  }

  private func match(_ buyers: [Buyer], _ rules: String = #""email", "phone", "name_and_address""#) throws -> Batch {
    var chain = try chain(rules)
    return try chain.run(Batch(buyers))
  }

  private func rules(_ batch: Batch) -> [String?] { batch.values(OrderKeys.customerRule).map { $0?.name } }

  private let anna = Buyer(
    email: "anna@example.com", phone: "030 1234567", name: "Anna Müller", address: "Hauptstr. 1", postcode: "10115")

  @Test("The first document of a buyer creates a customer, later ones find it; which rule did so is recorded")
  func found() throws {
    let batch = try match([
      anna, Buyer(email: " ANNA@Example.com "), Buyer(phone: "+49 30 123 45 67"),
      Buyer(name: "anna muller", address: "Hauptstr 1", postcode: "10 115"), Buyer(email: "ben@example.com"),
    ])
    #expect(batch.values(OrderKeys.customer) == [1, 1, 1, 1, 2])
    #expect(rules(batch) == ["created", "email", "phone", "name_and_address", "created"])
  }

  @Test("Rules are tried in the order in which they are declared")
  func order() throws {
    let buyers = [
      Buyer(id: "1", email: "a@example.com"), Buyer(id: "2", email: "b@example.com"),
      Buyer(id: "2", email: "a@example.com"),
    ]
    let byID = try match(buyers, #""source_id", "email""#)
    #expect(byID.values(OrderKeys.customer) == [1, 2, 2])
    #expect(rules(byID).last == "source_id")
    let byEmail = try match(buyers, #""email", "source_id""#)
    #expect(byEmail.values(OrderKeys.customer) == [1, 2, 1])
    #expect(rules(byEmail).last == "email")
  }

  @Test("A rule that is not declared finds nobody")
  func undeclared() throws {
    let batch = try match([anna, Buyer(phone: anna.phone)], #""email""#)
    #expect(batch.values(OrderKeys.customer) == [1, nil])
    #expect(rules(batch) == ["created", nil])
  }

  @Test("Two e-mail addresses are never merged through a telephone that they share")
  func sharedPhone() throws {
    let batch = try match([
      Buyer(email: "a@example.com", phone: "030 1234567", name: "Anna", address: "Weg 1", postcode: "1"),
      Buyer(email: "b@example.com", phone: "030 1234567", name: "Ben", address: "Weg 1", postcode: "1"),
      Buyer(email: "c@example.com", phone: "030 1234567"),
    ])
    #expect(batch.values(OrderKeys.customer) == [1, 2, 3])
    #expect(rules(batch) == ["created", "created", "created"])
  }

  @Test("Nor when names are not among the rules")
  func sharedPhoneWithoutNames() throws {
    let buyers = [
      Buyer(email: "a@example.com", phone: "030 1234567"), Buyer(email: "b@example.com", phone: "030 1234567"),
    ]
    #expect(try match(buyers, #""email", "phone""#).values(OrderKeys.customer) == [1, 2])
    #expect(try match(buyers, #""phone", "email""#).values(OrderKeys.customer) == [1, 2])
  }

  @Test("The same person under a new e-mail address is found by telephone when name and address agree as well")
  func newAddress() throws {
    var moved = anna
    moved.email = "anna.mueller@example.org"
    let batch = try match([anna, moved, Buyer(email: "anna.mueller@example.org")])
    #expect(batch.values(OrderKeys.customer) == [1, 1, 1])
    #expect(rules(batch) == ["created", "phone", "email"])
  }

  @Test(
    "What is missing merges nobody",
    arguments: [
      [Buyer(), Buyer()], [Buyer(phone: "12"), Buyer(phone: "12")], [Buyer(email: "@"), Buyer(email: "@")],
      [Buyer(name: "Anna"), Buyer(name: "Anna")], [Buyer(address: "Weg 1"), Buyer(address: "Weg 1")],
    ])
  func missing(buyers: [Buyer]) throws {
    let batch = try match(buyers)
    #expect(batch.values(OrderKeys.customer) == [nil, nil])
    #expect(rules(batch) == [nil, nil])
  }

  @Test("Blank cells beside an e-mail address are no keys")
  func blankKeys() throws {
    let batch = try match([Buyer(email: "a@example.com"), Buyer(email: "b@example.com")])
    #expect(batch.values(OrderKeys.customer) == [1, 2])
    #expect(OrderKeys.newMatchKeys.map { batch.values($0).count { $0 != nil } } == [0, 2, 0, 0])
  }

  @Test("The same digits in two countries are two telephones")
  func countries() throws {
    let batch = try match([Buyer(phone: "030 1234567"), Buyer(phone: "030 1234567", country: "AT")])
    #expect(batch.values(OrderKeys.customer) == [1, 2])
  }

  @Test("\"otherwise\": \"none\" finds and never creates")
  func none() throws {
    var chain = try chain(#""email""#, #", "otherwise": "none""#)
    let batch = try chain.run(Batch([anna, anna]))
    #expect(batch.values(OrderKeys.customer) == [nil, nil])
  }

  @Test("A refused document has no customer and leaves no key")
  func refusedDocument() throws {
    var batch = Batch([anna, anna])
    batch.refuse(Refusal("R2101", document: 0))
    var chain = try chain()
    let matched = try chain.run(batch)
    #expect(matched.values(OrderKeys.customer) == [nil, 1])
    #expect(rules(matched) == [nil, "created"])
  }

  @Test("Customers of the ledger are found by the keys it keeps, and new ones are numbered behind them")
  func ledger() throws {
    let ledger = FakeDirectory()
    var first = try chain(ledger: ledger)
    ledger.commit(try first.run(Batch([anna, Buyer(email: "ben@example.com")])))
    var second = try chain(ledger: ledger)
    let batch = try second.run(
      Batch([
        Buyer(email: "ben@example.com", phone: "089 7654321"), Buyer(phone: anna.phone), Buyer(email: "c@example.com"),
      ]))
    #expect(batch.values(OrderKeys.customer) == [2, 1, 3])
    #expect(rules(batch) == ["email", "phone", "created"])
    ledger.commit(batch)
    var third = try chain(ledger: ledger)
    #expect(try third.run(Batch([Buyer(phone: "+49 89 7654321")])).values(OrderKeys.customer) == [2])
  }

  @Test("A key that a customer has already is not added again")
  func knownKeys() throws {
    let ledger = FakeDirectory()
    var first = try chain(ledger: ledger)
    ledger.commit(try first.run(Batch([anna])))
    var second = try chain(ledger: ledger)
    let batch = try second.run(Batch([anna]))
    #expect(OrderKeys.newMatchKeys.allSatisfy { batch.values($0) == [nil] })
  }

  @Test("An empty ledger is not asked for every key")
  func emptyLedger() throws {
    let ledger = FakeDirectory()
    var chain = try chain(ledger: ledger)
    _ = try chain.run(Batch([anna]))
    #expect(ledger.questions == 0)
  }

  @Test("However the input is cut into batches, the result is the same", arguments: [1, 2, 3, 7, 50])
  func batches(size: Int) throws {
    let buyers = (0..<50).map { number in
      Buyer(
        email: number % 3 == 0 ? "" : "buyer\(number % 11)@example.com",
        phone: number % 4 == 0 ? "" : "030 12345\(10 + number % 7)", name: number % 5 == 0 ? "" : "Name \(number % 6)",
        address: "Weg \(number % 6)", postcode: "1011\(number % 6)")
    }
    let whole = try match(buyers)
    #expect(Set(whole.values(OrderKeys.customer)).count > 5)
    #expect(Set(rules(whole)) == [nil, "created", "email", "phone", "name_and_address"])
    var chain = try chain()
    var customers: [Int64?] = []
    var rules: [MatchRule?] = []
    for start in stride(from: 0, to: buyers.count, by: size) {
      let batch = try chain.run(Batch(Array(buyers[start..<min(start + size, buyers.count)])))
      customers += batch.values(OrderKeys.customer)
      rules += batch.values(OrderKeys.customerRule)
    }
    #expect(customers == whole.values(OrderKeys.customer))
    #expect(rules == whole.values(OrderKeys.customerRule))
  }
}
