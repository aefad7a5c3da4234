/// Every way in which a ledger cannot be opened, read or written, as a failure with a code and a remedy.
///
/// Messages name paths and constraints, never values of a row.
import Foundation
import GRDB
import Pipeline

enum StorageFailure {
  /// The application id in the file's header: `SLDG`.
  static let applicationID = 0x534C_4447

  static func diskFull(_ path: String) -> RunFailure {
    RunFailure(
      "E8001", .destinationUnavailable, "the disk is full: \(path) cannot grow",
      remedy: "free some space in that file system and run again; what was committed is kept and the run goes on there")
  }

  static func readOnly(_ path: String, _ reason: String) -> RunFailure {
    RunFailure(
      "E8002", .destinationUnavailable, "\(path) cannot be written: \(reason)",
      remedy: "make the folder writable for this user, or name another place for the ledger")
  }

  static func cannotWrite(_ path: String, errno code: Int32) -> RunFailure {
    if code == ENOSPC || code == EDQUOT { return diskFull(path) }
    let reason = unsafe String(cString: strerror(code))
    return readOnly(path, reason)
  }

  static func notALedger(_ path: String) -> RunFailure {
    RunFailure(
      "E8003", .destinationUnavailable, "\(path) exists and is no ledger",
      remedy: "name another file; this one was left as it is")
  }

  static func newerSchema(_ path: String) -> RunFailure {
    RunFailure(
      "E8004", .destinationUnavailable, "\(path) was written by a newer version of the program",
      remedy: "use that version or a later one")
  }

  static func olderSchema(_ path: String) -> RunFailure {
    RunFailure(
      "E8008", .destinationUnavailable, "\(path) was written by an older version of the program",
      remedy: "run a pipeline into it, which brings it up to date; keep a copy if that version is to read it again")
  }

  /// A ledger in a place where the database cannot keep the index of its log.
  static func unreadable(_ path: String) -> RunFailure {
    RunFailure(
      "E8009", .destinationUnavailable, "\(path) cannot be read where it is: the database keeps two files beside it",
      remedy: "copy it, and the file \(path)-wal where there is one, into a folder that this user can write")
  }

  static func damaged(_ path: String) -> RunFailure {
    RunFailure(
      "E8005", .destinationUnavailable, "\(path) is damaged", remedy: "restore it from the last backup and run again")
  }

  static func held(_ path: String, holder: String) -> RunFailure {
    RunFailure(
      "E9001", .locked, "\(path) is being written by \(holder.isEmpty ? "another process" : holder)",
      remedy: "wait for that run to end, then run again")
  }

  static func missing(_ path: String) -> RunFailure {
    RunFailure(
      "E8007", .destinationUnavailable, "there is no ledger at \(path)",
      remedy: "run a pipeline first, or name another file")
  }

  /// The failure that an error of the database means.
  static func failure(_ error: any Error, path: String) -> RunFailure {
    if let failure = error as? RunFailure { return failure }
    guard let error = error as? DatabaseError else {
      return RunFailure("E8099", .internalFault, "the ledger \(path) could not be used: \(type(of: error))")
    }
    switch error.resultCode {
    case .SQLITE_FULL: return diskFull(path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH:
      return readOnly(path, error.message ?? "permission denied")
    case .SQLITE_NOTADB: return notALedger(path)
    case .SQLITE_CORRUPT: return damaged(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return RunFailure(
        "E9002", .locked, "\(path) is locked by another program", remedy: "close that program, then run again")
    case .SQLITE_IOERR:
      return RunFailure(
        "E8006", .destinationUnavailable, "\(path) cannot be read or written: input/output error",
        remedy: "look after the disk and any limit on the size of files, then run again; what was committed is kept")
    default:
      return RunFailure(
        "E8099", .internalFault,
        "the ledger \(path) refused a statement: \(error.message ?? "") (\(error.extendedResultCode.rawValue))",
        remedy: "this is a fault of the program; nothing of the batch was written")
    }
  }
}
