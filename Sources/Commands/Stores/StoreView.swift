import Commerce
import Foundation
import Ledger
import Pipeline

/// What a ledger knows of stores; nothing where there is no ledger yet.
struct StoreStates {
  private let states: [String: StoreState]

  /// Reads the ledger at a path.
  init(ledger path: String) throws(RunFailure) {
    states = FileManager.default.fileExists(atPath: path) ? try LedgerReader(path: path).storeStates() : [:]
  }

  /// What is known of a store.
  subscript(store: Store) -> StoreState { states[store.name] ?? StoreState() }
}

/// A store, with what the ledger knows of it.
struct StoreView {
  /// How a store is.
  enum Status: String {
    /// Nothing was run for it yet.
    case new
    /// Its last runs came to a good end.
    case connected
    /// The last run of one of its pipelines stopped or was refused.
    case error
    /// Nothing is run for it.
    case paused
  }

  let store: Store
  let state: StoreState

  var status: Status {
    if store.isPaused { return .paused }
    if !state.failures.isEmpty { return .error }
    return state.lastSync.isEmpty ? .new : .connected
  }

  /// When anything of it was loaded last.
  var lastSync: Int64? { state.lastSync.values.max() }
}
