/// Documents of buyers, for the `customers` stage, and a ledger that knows some.
import Columns
import Commerce
import Pipeline
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

/// The customers of a ledger, in memory.
final class FakeDirectory: CustomerDirectory {
  private struct State {
    var keys: [Int64: Int64] = [:]
    var next: Int64 = 1
    var questions = 0
  }

  private let state = Mutex(State())

  /// How often a key was looked up.
  var questions: Int { state.withLock { $0.questions } }

  /// Takes the customers and new keys of a batch, as the ledger does when it commits one.
  func commit(_ batch: Batch) {
    let customers = batch[OrderKeys.customer]
    state.withLock { state in
      for column in OrderKeys.newMatchKeys {
        for (document, key) in batch.values(column).enumerated() {
          if let key, let customer = customers[document] { state.keys[key] = customer }
        }
      }
      for customer in batch.values(OrderKeys.customer) { state.next = max(state.next, (customer ?? 0) + 1) }
    }
  }

  func nextCustomer() -> Int64 { state.withLock { $0.next } }

  func hasKeys() -> Bool { state.withLock { !$0.keys.isEmpty } }

  func customer(forKey key: Int64) -> Int64? {
    state.withLock { state in
      state.questions += 1
      return state.keys[key]
    }
  }

  func forEachKey(_ body: (_ key: Int64, _ customer: Int64) -> Void) {
    for (key, customer) in state.withLock({ $0.keys }) { body(key, customer) }
  }
}
