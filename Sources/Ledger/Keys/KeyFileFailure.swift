/// Every way in which the file of keys cannot be used, as a failure with a code and a remedy.
import Foundation
import GRDB
import Pipeline
import Privacy

enum KeyFileFailure {
  static func missing(_ path: String, ledger: String) -> RunFailure {
    RunFailure(
      "E8201", .destinationUnavailable,
      "\(path) is missing: without it nobody can read the names, addresses and refused documents in \(ledger)",
      remedy: "restore it from its backup; reports, returns and explanations need no keys and go on working")
  }

  static func ofAnotherLedger(_ path: String, ledger: String) -> RunFailure {
    RunFailure(
      "E8202", .destinationUnavailable, "\(path) holds the keys of another ledger than \(ledger)",
      remedy: "put back the file that belongs to this ledger; to begin a new ledger, move this one away with its own")
  }

  static func otherKey(_ path: String, wanted: String, given: String, from origin: String?) -> RunFailure {
    RunFailure(
      "E8203", .destinationUnavailable,
      "\(path) is sealed under the key \(wanted), and the key that is given is \(given)\(origin.map { ", from \($0)" } ?? "")",
      remedy: "give the key of that fingerprint: \"privacy\" in the business file says where it is taken from")
  }

  static func notKeys(_ path: String) -> RunFailure {
    RunFailure(
      "E8204", .destinationUnavailable,
      "\(path) exists and is no file of keys, or was written by a newer version of the program",
      remedy: "restore the file of keys from its backup, or use the version that wrote it; this file was left as it is")
  }

  static func damaged(_ path: String, _ what: String) -> RunFailure {
    RunFailure(
      "E8205", .destinationUnavailable, "\(path) is damaged: \(what) cannot be opened with the right key",
      remedy: "restore it from its backup; what was sealed with the keys that are damaged cannot be read otherwise")
  }

  static func noRandomness() -> RunFailure {
    RunFailure(
      "E8206", .internalFault, "the system gives no random bytes to make keys of",
      remedy: "this is a fault of the system; nothing was written")
  }

  /// The failure that an error of the file's database means.
  static func failure(_ error: any Error, path: String) -> RunFailure {
    if error is SealError { return noRandomness() }
    if let error = error as? DatabaseError, error.resultCode == .SQLITE_NOTADB { return notKeys(path) }
    return StorageFailure.failure(error, path: path)
  }
}
