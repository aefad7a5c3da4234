import Columns
import Commerce
import Pipeline
import Tax

/// The VAT ids that a run has met: each is read once, looked up in the ledger once, and asked about once.
struct VATIDRegister: Sendable {
  /// One number.
  struct Entry: Sendable {
    /// The number as it was written, and the country of whoever wrote it.
    let written: [UInt8]
    let country: Int32
    /// What it is read as.
    let id: VATID
    /// What was found out before, the oldest first.
    let before: [VATIDCheck]
    /// Whether it is on record already that its form speaks against it.
    let isNoted: Bool
    /// What came of asking in this run.
    var now: VATIDCheck?
  }

  private(set) var entries: [Entry] = []
  private var places: [Int64: Int] = [:]
  private let directory: (any VATIDDirectory)?
  private let origin: VATIDCheck.Origin
  /// Numbers that are kept at most; more are forgotten, and found again in the ledger.
  private static let entriesMax = 100_000

  /// A register over what the ledger knows from one kind of service.
  init(directory: (any VATIDDirectory)?, origin: VATIDCheck.Origin) {
    self.directory = directory
    self.origin = origin
  }

  /// The place of a number among the entries.
  mutating func place(of written: Span<UInt8>, country: Int32) throws(RunFailure) -> Int {
    var hash = FastHash(seed: 0x5641_5449_4473)
    hash.combine(written)
    hash.combine(Int64(country))
    var key = hash.value
    while let place = places[key] {
      if isSame(entries[place], written, country) { return place }
      key &+= 1
    }
    places[key] = entries.count
    entries.append(try entry(written, country))
    return entries.count - 1
  }

  /// Forgets the numbers when there are too many; between two batches, since places are no longer those of before.
  mutating func makeRoom() {
    guard entries.count >= Self.entriesMax else { return }
    entries.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  /// Keeps what came of asking about the number at a place.
  mutating func note(_ check: VATIDCheck, at place: Int) { entries[place].now = check }

  private func isSame(_ entry: Entry, _ written: Span<UInt8>, _ country: Int32) -> Bool {
    guard entry.country == country, entry.written.count == written.count else { return false }
    for index in written.indices where entry.written[index] != written[index] { return false }
    return true
  }

  private func entry(_ written: Span<UInt8>, _ country: Int32) throws(RunFailure) -> Entry {
    var bytes: [UInt8] = []
    for index in written.indices { bytes.append(written[index]) }
    let id = VATID.read(written, of: country == .missing ? nil : Country(stored: country))
    let known = id.prefix == nil ? [] : try directory?.checks(of: id.text) ?? []
    return Entry(
      written: bytes, country: country, id: id, before: known.filter { $0.origin == origin },
      isNoted: known.contains { $0.origin == .syntax })
  }
}

extension VATIDRegister.Entry {
  /// The answer that counts for a supply: of those given not too long before it, or after it, the first; so a supply that
  /// is read again keeps the answer that it was booked with.
  func answer(for placedAt: Int64, validFor seconds: Int64) -> VATIDCheck? {
    (before + (now.map { [$0] } ?? [])).first {
      $0.answer != .unknown && $0.askedAt.seconds >= placedAt - seconds
    }
  }

  /// The last answer that there was, however long ago.
  var lastAnswer: VATIDCheck? { before.last { $0.answer != .unknown } }
}
