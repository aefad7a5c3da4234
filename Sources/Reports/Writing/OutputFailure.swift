/// Every way in which a file cannot be written, as a failure with a code, the path and a remedy.
import Foundation
import Pipeline

enum OutputFailure {
  static func cannotCreateFolder(_ path: String, errno code: Int32) -> RunFailure {
    if isFull(code) { return diskFull(path) }
    return RunFailure(
      "E8101", .destinationUnavailable, "the folder \(path) cannot be made: \(reason(code))",
      remedy: "make the folder, or name another one for the output; the ledger is complete, run again for the files")
  }

  static func readOnly(_ path: String, errno code: Int32) -> RunFailure {
    RunFailure(
      "E8102", .destinationUnavailable, "\(path) cannot be written: \(reason(code))",
      remedy:
        "make the folder writable for this user, or name another one; the ledger is complete, run again for the files")
  }

  static func diskFull(_ path: String) -> RunFailure {
    RunFailure(
      "E8103", .destinationUnavailable, "the disk is full: \(path) was not written",
      remedy: "free some space in that file system and run again; the file that was there before is untouched")
  }

  static func cannotWrite(_ path: String, detail: String) -> RunFailure {
    RunFailure(
      "E8104", .destinationUnavailable, "\(path) cannot be written: \(detail)",
      remedy: "look after the disk and any limit on the size of files, then run again; what was there is untouched")
  }

  static func notAFile(_ path: String) -> RunFailure {
    RunFailure(
      "E8106", .destinationUnavailable, "\(path) is no regular file: a file in its place would take it away",
      remedy: "name a file; without --output the result goes to standard output")
  }

  /// The failure that an error number of the system means for the file at `path`.
  static func failure(_ path: String, errno code: Int32) -> RunFailure {
    if isFull(code) { return diskFull(path) }
    if [EACCES, EPERM, EROFS].contains(code) { return readOnly(path, errno: code) }
    return cannotWrite(path, detail: reason(code))
  }

  private static func isFull(_ code: Int32) -> Bool { code == ENOSPC || code == EDQUOT }

  private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
