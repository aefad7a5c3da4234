import Columns
import Commerce
import Matching
import Pipeline

/// The `customers` stage: finds each document's customer by the declared rules, in their order, or creates one.
///
/// A telephone number or a name with its address finds nobody whose e-mail address is known to be another one, unless
/// the name and address agree as well: people share telephones.
struct CustomersStage: TransformStage {
  static let rules = MatchKeyKind.allCases.map(\.name)
  static let spec = StageSpec(
    "customers", .transform, "Finds each document's customer, or creates one.",
    options: [
      OptionSpec(
        "match", .list(.choice(rules), minimum: 1), "The rules, in the order in which they are tried; default: all.",
        example: #"["email", "phone", "name_and_address"]"#),
      OptionSpec(
        "otherwise", .choice(["create", "none"]),
        "What becomes of a document whose customer is not found: create one, or leave it without; default: create.",
        example: #""create""#),
    ],
    needs: [OrderKeys.externalID.name], produces: [OrderKeys.customer.name, OrderKeys.customerRule.name],
    entities: [.orders, .customers])

  private let kinds: [MatchKeyKind]
  private let creates: Bool
  private var register: CustomerRegister
  private var maker: MatchKeyMaker

  /// Compiles the options.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    let names = options.texts("match")
    let listed = names.compactMap { name in MatchKeyKind.allCases.first { $0.name == name } }
    kinds = listed.isEmpty ? MatchKeyKind.allCases : listed
    creates = options.optionalText("otherwise") != "none"
    register = CustomerRegister(directory: context.services.customers)
    maker = MatchKeyMaker(store: context.store.name)
  }

  mutating func apply(to batch: inout Batch) throws(RunFailure) {
    let keys = makeKeys(batch)
    var customers = Column<Int64>(missing: batch.documentCount)
    var rules = Column<MatchRule>(missing: batch.documentCount)
    var added = kinds.map { _ in Column<Int64>(missing: batch.documentCount) }
    for column in keys { register.fetch(column) }
    var own: [Int64?] = []
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      own.removeAll(keepingCapacity: true)
      for column in keys { own.append(column[document]) }
      guard let match = try register.find(own, kinds, creates: creates) else { continue }
      customers.stored[document] = match.customer
      rules.stored[document] = match.rule.rawValue
      for kind in kinds.indices where match.newKeys & (1 << kind) != 0 {
        added[kind].stored[document] = keys[kind][document] ?? .missing
      }
    }
    batch.put(OrderKeys.customer, customers)
    batch.put(OrderKeys.customerRule, rules)
    for (index, kind) in kinds.enumerated() {
      guard let slot = MatchKeyKind.allCases.firstIndex(of: kind) else { continue }
      batch.put(OrderKeys.newMatchKeys[slot], added[index])
    }
  }

  /// The keys of every document, one column for each rule.
  private mutating func makeKeys(_ batch: borrowing Batch) -> [[Int64?]] {
    let ids = batch[OrderKeys.customerSourceID]
    let emails = batch[OrderKeys.email]
    let phones = batch[OrderKeys.phone]
    let names = batch[OrderKeys.name]
    let addresses = batch[OrderKeys.address]
    let postcodes = batch[OrderKeys.postcode]
    let countries = batch[OrderKeys.country]
    let text = batch.text.bytes.span
    var columns: [[Int64?]] = []
    for kind in kinds {
      var column = [Int64?](repeating: nil, count: batch.documentCount)
      for document in 0..<batch.documentCount where !batch.isRefused(document) {
        column[document] =
          switch kind {
          case .sourceID: maker.sourceID(text.extracting(ids.stored[document].indices))
          case .email: maker.email(text.extracting(emails.stored[document].indices))
          case .phone:
            maker.phone(text.extracting(phones.stored[document].indices), country: countries[document])
          case .nameAndAddress:
            maker.nameAndAddress(
              name: text.extracting(names.stored[document].indices),
              address: text.extracting(addresses.stored[document].indices),
              postcode: text.extracting(postcodes.stored[document].indices))
          }
      }
      columns.append(column)
    }
    return columns
  }
}
