import Columns
import Commerce
import Matching
import Pipeline
import Privacy

/// The `customers` stage: finds or makes the contact of each document, with the keys that customers are matched by.
///
/// A contact is what a store says of a buyer. Which contacts are one customer depends on all of them, so that is decided
/// when the run ends, by `ContactClusters`, and neither the order of the input nor its batches play a part.
struct CustomersStage: TransformStage {
  static let rules = MatchKeyKind.allCases.compactMap { $0.rule?.name }
  static let spec = StageSpec(
    "customers", .transform, "Finds each document's customer, or creates one.",
    options: [
      OptionSpec(
        "match", .list(.choice(rules), minimum: 1), "What makes two contacts one customer; default: all.",
        example: #"["vat_id", "email", "phone", "name_and_address"]"#)
    ],
    needs: [OrderKeys.externalID.name], produces: [OrderKeys.contact.name], entities: [.orders, .customers])

  /// The kinds of key that a contact has, whether contacts are joined by them or not: a person is looked for by any, and must
  /// not come back under any.
  private static let kinds = MatchKeyKind.allCases.filter { $0.rule != nil }
  /// The kinds of key by which contacts are joined.
  private let joining: [MatchKeyKind]
  private let directory: (any ContactDirectory)?
  private let store: String
  /// The ledger's index, once a document asks for it: a run that tells of nobody needs no keys.
  private var blind: BlindIndex?
  private var seed: UInt64 = 0
  private var register: ContactRegister
  private var tombs: Tombs
  private var texts: MatchTexts

  /// Compiles the options.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    let names = options.texts("match")
    let listed = Self.kinds.filter { $0.rule.map { names.contains($0.name) } ?? false }
    joining = listed.isEmpty ? Self.kinds : listed
    directory = context.services.contacts
    store = context.store.name
    register = ContactRegister(directory: context.services.contacts)
    tombs = Tombs(directory: context.services.contacts)
    texts = MatchTexts(store: context.store.name)
  }

  private static func code(_ kind: MatchKeyKind) -> UInt8 { UInt8(truncatingIfNeeded: kind.rawValue) }

  mutating func apply(to batch: inout Batch) throws(RunFailure) {
    let blind = try begin()
    let columns = ContactColumns(batch)
    let fingerprints = fingerprints(batch, columns)
    register.fetch(fingerprints)
    var contacts = Column<Int64>(missing: batch.documentCount)
    var new = MatchKeyKind.allCases.map { _ in Column<Int64>(missing: batch.documentCount) }
    var erased = Column<Int32>(missing: batch.documentCount)
    for (document, fingerprint) in fingerprints.enumerated() {
      guard let fingerprint else { continue }
      let number =
        if let known = register.remembered(fingerprint) {
          // A contact came back with a document from after its erasure; those from before it still tell nobody.
          tombs.areUnmet || !tombs.hasErased(fingerprint, toldAt: columns.told(document))
            ? known : ContactRegister.erased
        } else {
          try enter(document, fingerprint, batch, columns, blind, &new)
        }
      switch number {
      case ContactRegister.nobody: break
      case ContactRegister.erased: erased.stored[document] = 1
      default: contacts.stored[document] = number
      }
    }
    batch.put(OrderKeys.contact, contacts)
    if erased.stored.contains(1) { batch.put(OrderKeys.isErased, erased) }
    for (index, kind) in MatchKeyKind.allCases.enumerated() {
      let joins = kind.rule == nil || joining.contains(kind)
      batch.put(joins ? OrderKeys.newMatchKeys[index] : OrderKeys.newSearchKeys[index], new[index])
    }
  }

  /// The index that keys are made with.
  private mutating func begin() throws(RunFailure) -> BlindIndex {
    if let blind { return blind }
    let index = try directory?.blindIndex() ?? .blank
    // Under a secret seed nobody can choose what he writes into a form so that he is taken for somebody else.
    seed = UInt64(bitPattern: index.key(kind: Self.code(.contact), Array(store.utf8).span))
    blind = index
    return index
  }

  /// The fingerprints of the documents that no stage has refused.
  private func fingerprints(_ batch: borrowing Batch, _ columns: ContactColumns) -> [Int64?] {
    let text = batch.text.bytes.span
    var fingerprints = [Int64?](repeating: nil, count: batch.documentCount)
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      fingerprints[document] = columns.fingerprint(document, of: text, seed: seed)
    }
    return fingerprints
  }

  /// The contact of a document whose fingerprint is not remembered; `new` gets the keys of a new one.
  private mutating func enter(
    _ document: Int, _ fingerprint: Int64, _ batch: borrowing Batch, _ columns: ContactColumns,
    _ blind: BlindIndex, _ new: inout [Column<Int64>]
  ) throws(RunFailure) -> Int64 {
    let text = batch.text.bytes.span
    func key(_ kind: MatchKeyKind) -> Int64? {
      columns.make(kind, document, of: text, by: &texts) ? blind.key(kind: Self.code(kind), texts.bytes.span) : nil
    }
    let keys = Self.kinds.map(key)
    // What is missing makes nobody a customer: two documents with the same first name alone are two strangers.
    guard keys.contains(where: { $0 != nil }) else { return try register.enterNobody(fingerprint) }
    let whole = key(.contact) ?? 0
    guard try !tombs.hasErased(fingerprint, zip(Self.kinds, keys), whole, toldAt: columns.told(document)) else {
      return ContactRegister.erased
    }
    let entry = try register.enter(fingerprint, key: whole)
    guard entry.isNew else { return entry.number }
    for (kind, key) in zip(Self.kinds + [.name, .contact], keys + [key(.name), whole]) {
      guard let key, let column = MatchKeyKind.allCases.firstIndex(of: kind) else { continue }
      new[column].stored[document] = key
    }
    return entry.number
  }
}
