/// The columns of a batch that an entity's table keeps, ready to be bound, hashed and compared with nothing.
import Columns
import Commerce

/// The values of one field in a batch.
struct EntityColumn {
  private enum Values {
    case text([TextRange])
    case wide([Int64])
    case narrow([Int32])
    case coded([Int32], TextTable)
  }

  private let values: Values
  /// What sets the field apart in a hash, whichever fields there are besides.
  private let mark: UInt64
  /// Whether another value makes a new revision.
  let isContent: Bool

  /// The column of a field.
  init(_ field: EntityField, _ batch: Batch, _ codes: CodeTexts) {
    values =
      switch field.kind {
      case .text(let key), .id(let key): .text(batch[key].stored)
      case .number(let key): .wide(batch[key].stored)
      case .instant(let key, _): .wide(batch[key].stored)
      case .day(let key): .coded(batch[key].stored, codes.dates)
      case .currency(let key): .coded(batch[key].stored, codes.currencies)
      case .countrySource: .text(batch[OrderKeys.countrySource].stored)
      case .country: .coded(batch[OrderKeys.country].stored, codes.countries)
      case .flag(let key), .word(let key, _): .narrow(batch[key].stored)
      case .contact: .wide(batch[OrderKeys.contact].stored)
      }
    mark = field.name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    isContent = field.isContent
  }

  /// Whether there is no value.
  func isMissing(_ element: Int) -> Bool {
    switch values {
    case .text(let values): values[element].isEmpty
    case .wide(let values): values[element] == .missing
    case .narrow(let values), .coded(let values, _): values[element] == .missing
    }
  }

  /// Binds a value; a missing one as NULL.
  func bind(_ element: Int, _ text: PinnedText, to statement: Statement, at index: Int32) {
    switch values {
    case .text(let values): statement.bind(index, values[element], of: text)
    case .wide(let values): statement.bind(index, values[element])
    case .narrow(let values): statement.bind(index, values[element])
    case .coded(let values, let table): statement.bind(index, values[element], in: table)
    }
  }

  /// Adds a value to a hash. A missing one adds nothing, so that a field that is new to the ledger changes no document
  /// that does not have it.
  func combine(_ element: Int, _ text: PinnedText, into hash: inout FastHash) {
    guard isContent, !isMissing(element) else { return }
    hash.combine(mark)
    switch values {
    case .text(let values): text.combine(values[element], into: &hash)
    case .wide(let values): hash.combine(values[element])
    case .narrow(let values), .coded(let values, _): hash.combine(Int64(values[element]))
    }
  }
}

/// All columns of an entity in a batch.
struct EntityColumns {
  let documents: [EntityColumn]
  let contacts: [EntityColumn]
  let lines: [EntityColumn]

  init(_ table: EntityTable, _ batch: Batch, _ codes: CodeTexts) {
    documents = table.documentFields.map { EntityColumn($0, batch, codes) }
    contacts = table.contactFields.map { EntityColumn($0, batch, codes) }
    lines = table.lineFields.map { EntityColumn($0, batch, codes) }
  }

  /// The lines of a document that say anything: one without a value stands for a document without lines.
  func lines(of document: Int, in batch: Batch) -> [Int] {
    batch.lines(of: document).filter { line in lines.contains { !$0.isMissing(line) } }
  }

  /// The hash over all that makes a revision; see ``ContentHash`` for what it is good for.
  func hash(_ document: Int, lines own: [Int], _ text: PinnedText) -> Int64 {
    var hash = FastHash(seed: UInt64(own.count))
    for column in documents { column.combine(document, text, into: &hash) }
    for column in contacts { column.combine(document, text, into: &hash) }
    for line in own {
      hash.combine(UInt64(line - own[0]))
      for column in lines { column.combine(line, text, into: &hash) }
    }
    return hash.value
  }
}
