/// Periods end when the law says, and a seller keeps what any law asks it to keep.
import Commerce
import Privacy
import Testing

@Suite("Retention")
struct RetentionTests {
  private static let german = RetentionPolicy(country: "DE", usesOneStopShop: false)

  private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  private static func isOver(
    _ policy: RetentionPolicy, _ purpose: SealPurpose, _ since: String, _ today: String
  ) throws -> Bool {
    try policy.isOver(purpose, since: day(since), on: day(today))
  }

  @Test("German vouchers are kept for eight years from the end of the calendar year")
  func german() throws {
    #expect(try !Self.isOver(Self.german, .fiscal, "2024-01-01", "2032-12-31"))
    #expect(try Self.isOver(Self.german, .fiscal, "2024-01-01", "2033-01-01"))
    #expect(try !Self.isOver(Self.german, .fiscal, "2025-01-01", "2033-01-01"))
  }

  @Test("whoever declares through a one-stop shop keeps them for ten")
  func oneStopShop() throws {
    let policy = RetentionPolicy(country: "DE", usesOneStopShop: true)
    #expect(policy.rules.map(\.recordClass) == RecordClass.allCases)
    #expect(try !Self.isOver(policy, .fiscal, "2024-05-01", "2034-12-31"))
    #expect(try Self.isOver(policy, .fiscal, "2024-05-01", "2035-01-01"))
  }

  @Test("whoever is registered for VAT elsewhere keeps vouchers for as long as that country asks for too")
  func registrations() throws {
    let policy = RetentionPolicy(country: "DE", registrations: ["FR", "DE", "GB"], usesOneStopShop: false)
    let vouchers = policy.rules.filter { $0.recordClass == .invoicing }
    #expect(vouchers.map(\.jurisdiction) == ["DE", "FR", "GB"])
    #expect(try !Self.isOver(policy, .fiscal, "2024-01-01", "2034-12-31"))
    #expect(try Self.isOver(policy, .contact, "2024-05-01", "2028-01-01"), "contacts go as they did")
  }

  @Test("periods that are counted from a day end on that day, also when it was a February 29")
  func fromTheDay() throws {
    let british = RetentionPolicy(country: "GB", usesOneStopShop: false)
    #expect(try !Self.isOver(british, .fiscal, "2024-03-15", "2030-03-15"))
    #expect(try Self.isOver(british, .fiscal, "2024-03-15", "2030-03-16"))
    #expect(try !Self.isOver(british, .fiscal, "2024-02-29", "2030-02-28"))
    #expect(try Self.isOver(british, .fiscal, "2024-02-29", "2030-03-01"))
  }

  @Test("names and addresses go before the invoices do, and refused documents first of all")
  func order() throws {
    #expect(try Self.isOver(Self.german, .contact, "2024-05-01", "2028-01-01"))
    #expect(try !Self.isOver(Self.german, .contact, "2024-05-01", "2027-12-31"))
    #expect(try Self.isOver(Self.german, .reject, "2024-05-01", "2025-05-02"))
    #expect(try !Self.isOver(Self.german, .reject, "2024-05-01", "2025-05-01"))
  }

  @Test("a country without a row of its own has the longest period, and it is marked as a guess")
  func unknown() throws {
    let policy = RetentionPolicy(country: "NO", usesOneStopShop: false)
    let rule = try #require(policy.rules.first)
    #expect(rule.jurisdiction == "*" && !rule.isVerified && rule.years == 10)
  }

  @Test("a period from the end of a financial year also holds for one that ends in the next calendar year")
  func financialYear() throws {
    let french = RetentionPolicy(country: "FR", usesOneStopShop: false)
    #expect(try !Self.isOver(french, .fiscal, "2024-11-01", "2035-03-31"))
    #expect(try Self.isOver(french, .fiscal, "2024-11-01", "2036-01-01"))
  }

  @Test("every row names its law and where it was read; every class has a row for any country, or the Union's")
  func table() {
    let rules = RetentionTable.standard.rules
    #expect(rules.count == 13 && rules.allSatisfy { !$0.law.isEmpty && !$0.source.isEmpty && $0.years > 0 })
    #expect(rules.allSatisfy { !$0.isVerified || !$0.source.hasPrefix("not") })
    #expect(rules.allSatisfy { !$0.isDefault || !$0.isVerified })
    for recordClass in RecordClass.allCases {
      #expect(rules.contains { $0.recordClass == recordClass && ["*", "EU"].contains($0.jurisdiction) })
    }
  }
}
