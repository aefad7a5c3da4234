import ArgumentParser
import Commerce
import Formats
import Ledger
import Pipeline
import Privacy
import Reports

/// `privacy retention`: for how long what is kept.
struct PrivacyRetention: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention", abstract: "Show for how long personal data is kept, by which law, and what is due.")

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions

  @Option(name: .long, help: ArgumentHelp("What is due on this day; today by default.", valueName: "date"))
  var on: String?

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let policy = try RetentionPolicy(of: SellerOptions.read(key.business))
    let day = try on.map { text in
      guard let day = CivilDate(text) else { throw ValidationError("\"\(text)\" is no day such as 2030-12-31") }
      return day
    }
    let due = try LedgerReader(path: books.ledger).due(policy, on: day ?? Now.day)
    try result.print(RetentionOverview(policy: policy, due: due, day: day ?? Now.day))
  }
}

/// `privacy retain`: destroys what is due.
struct PrivacyRetain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retain", abstract: "Destroy the personal data whose time is over; figures and tax facts stay.",
    discussion: """
      Names, addresses and numbers go when a customer has had no document for as long as `privacy retention` says, names on \
      invoices and VAT ids, with what was asked about them, when the time for vouchers is over, refused documents when nobody \
      has mended them for a year. Run it every night after the backup.
      """)

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions

  @Flag(name: .customLong("dry-run"), help: "Only tell what would be destroyed.")
  var dryRun = false

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let business = try SellerOptions.read(key.business)
    let policy = RetentionPolicy(of: business)
    let ledger = try LedgerReader(path: books.ledger)
    if dryRun { return try result.print(RetentionOutcome(due: try ledger.due(policy, on: Now.day), isDone: false)) }
    let store = try LedgerStore.open(books.ledger, key: business.key)
    let due = try store.retain(policy, on: Now.day, at: Now.seconds)
    try store.close()
    try result.print(RetentionOutcome(due: due, isDone: true))
  }
}

extension RetentionPolicy {
  /// The policy of a seller.
  init(of business: Business) {
    self.init(
      country: business.country.code, registrations: business.vatRegistrations.map(\.country.code),
      usesOneStopShop: !business.schemes.isEmpty)
  }
}

/// The periods of a seller, and how much is due.
struct RetentionOverview: CommandResult {
  let policy: RetentionPolicy
  let due: DueData
  let day: CivilDate

  /// The rule for vouchers where the seller's country has none of its own.
  private var guess: RetentionRule? { policy.rules.first { $0.recordClass == .invoicing && $0.isDefault } }

  var text: String {
    let rows = policy.rules.map { rule in
      [
        rule.recordClass.rawValue, rule.jurisdiction, String(rule.years), rule.start.rawValue,
        rule.isVerified ? "yes" : "no", rule.law, rule.source,
      ]
    }
    var text = TableText(
      header: ["kept", "where", "years", "counted from", "verified", "law", "read at"], rows: rows
    ).text
    if let guess {
      text += "\nno law of \(policy.country) was looked up: \(guess.years) years by default, longer than any that was\n"
    }
    return text + "\ndue on \(day): \(due.words)\n"
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("country", policy.country)
      object.list("rules", policy.rules) { rule, object in
        object.member("record_class", rule.recordClass.rawValue)
        object.member("jurisdiction", rule.jurisdiction)
        object.member("years", Int64(rule.years))
        object.member("counted_from", rule.start.rawValue)
        object.member("verified", rule.isVerified)
        object.member("law", rule.law)
        object.member("source", rule.source)
        object.member("is_default", rule.isDefault)
      }
      object.member("day", day.description)
      due.write(to: &object)
    }
  }
}

/// What was destroyed, or would be.
struct RetentionOutcome: CommandResult {
  let due: DueData
  let isDone: Bool

  var text: String { "\(isDone ? "destroyed" : "would destroy"): \(due.words)\n" }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("destroyed", isDone)
      due.write(to: &object)
    }
  }
}

extension DueData {
  fileprivate var words: String {
    "\(contacts.count) contacts, \(invoicing.count) names on invoices, \(rejects.count) rejects, \(vatIDs.count) VAT ids"
  }

  fileprivate func write(to object: inout JSONWriter) {
    object.member("contacts", Int64(contacts.count))
    object.member("invoicing", Int64(invoicing.count))
    object.member("rejects", Int64(rejects.count))
    object.member("vat_ids", Int64(vatIDs.count))
  }
}
