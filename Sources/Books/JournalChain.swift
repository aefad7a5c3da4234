import Commerce
import Crypto
import Tax

/// Binds the entries of a journal together: each is hashed with the hash of the one before it, so that none can be
/// changed, left out, put in or moved without all that follow being changed too.
///
/// What is hashed is text that anybody can write again: the fields of the entry, then those of its lines, each as the
/// number of its bytes in UTF-8, a colon, and the bytes. Amounts are whole numbers of minor units, dates `yyyy-MM-dd`,
/// what is missing has no bytes.
public enum JournalChain {
  /// The first field of what is hashed: how an entry is written.
  public static let version = "1"
  /// The size of a hash in bytes.
  public static let hashBytes = 32
  /// What stands for the hash before the first entry.
  public static let start = [UInt8](repeating: 0, count: hashBytes)

  /// The hash of an entry: SHA-256 over the hash of the one before it and the entry's text.
  public static func hash(of entry: JournalEntry, after previous: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: previous + text(of: entry)))
  }

  static func text(of entry: JournalEntry) -> [UInt8] {
    var text: [UInt8] = []
    text.append(field: version)
    text.append(field: String(entry.number))
    text.append(field: entry.kind.rawValue)
    text.append(field: entry.date.description)
    text.append(field: entry.correctionOf?.description ?? "")
    text.append(field: entry.store)
    text.append(field: entry.document)
    text.append(field: entry.key)
    text.append(field: entry.reverses.map(String.init) ?? "")
    text.append(field: entry.note)
    text.append(field: String(entry.rules))
    text.append(field: String(entry.sealedAt))
    for line in entry.lines {
      text.append(field: line.account.number)
      text.append(field: line.currency.code)
      text.append(field: String(line.amount.count))
      text.append(field: String(line.base.count))
      text.append(field: line.tax?.code ?? "")
      text.append(field: line.tax?.territory?.code ?? "")
      text.append(field: line.tax?.rate.map { String($0.thousandths) } ?? "")
      text.append(field: line.reference)
      text.append(field: line.note)
    }
    return text
  }
}

extension [UInt8] {
  fileprivate mutating func append(field: String) {
    append(contentsOf: String(field.utf8.count).utf8)
    append(UInt8(ascii: ":"))
    append(contentsOf: field.utf8)
  }
}
