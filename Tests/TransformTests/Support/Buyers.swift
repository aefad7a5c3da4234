/// Documents of buyers, for the `customers` stage, and a ledger that knows some.
import Columns
import Commerce
import Pipeline
import Privacy
import Synchronization

/// What a document says of its buyer; blank where it says nothing.
struct Buyer: Sendable {
  var id = ""
  var email = ""
  var phone = ""
  var name = ""
  var address = ""
  var postcode = ""
  var country: String? = "DE"
}

extension Batch {
  /// A batch of one document for each buyer.
  init(_ buyers: [Buyer]) {
    self.init(lines: buyers.map { _ in 1 })
    put(OrderKeys.customerSourceID, buyers.map(\.id))
    put(OrderKeys.email, buyers.map(\.email))
    put(OrderKeys.phone, buyers.map(\.phone))
    put(OrderKeys.name, buyers.map(\.name))
    put(OrderKeys.address, buyers.map(\.address))
    put(OrderKeys.postcode, buyers.map(\.postcode))
    put(OrderKeys.country, buyers.map { $0.country.flatMap { Country($0) } })
  }
}

/// The contacts of a ledger, in memory.
final class FakeDirectory: ContactDirectory {
  private struct State {
    var keys: [Int64: Int64] = [:]
    var next: Int64 = 1
    var questions = 0
    var tombstones: Set<Tombstone> = []
  }

  private let state = Mutex(State())

  /// How often a key was looked up.
  var questions: Int { state.withLock { $0.questions } }

  /// Takes the new contacts of a batch, as the ledger does when it commits one.
  func commit(_ batch: Batch) {
    let contacts = batch[OrderKeys.contact]
    guard let kind = MatchKeyKind.allCases.firstIndex(of: .contact) else { return }
    state.withLock { state in
      for (document, key) in batch.values(OrderKeys.newMatchKeys[kind]).enumerated() {
        guard let key, let contact = contacts[document] else { continue }
        state.keys[key] = contact
        state.next = max(state.next, contact + 1)
      }
    }
  }

  func blindIndex() -> BlindIndex { .blank }

  func nextContact() -> Int64 { state.withLock { $0.next } }

  func hasContacts() -> Bool { state.withLock { !$0.keys.isEmpty } }

  func contact(forKey key: Int64) -> Int64? {
    state.withLock { state in
      state.questions += 1
      return state.keys[key]
    }
  }

  func refreshContacts() {}

  /// People who were erased, by key of a kind.
  func bury(_ kind: MatchKeyKind, _ key: Int64, at instant: Int64) {
    state.withLock {
      _ = $0.tombstones.insert(
        Tombstone(kind: UInt8(truncatingIfNeeded: kind.rawValue), key: key, erasedAt: instant))
    }
  }

  func tombstones() -> Set<Tombstone> { state.withLock { $0.tombstones } }
}
