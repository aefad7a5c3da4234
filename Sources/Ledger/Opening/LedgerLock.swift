/// The lock that lets one process at a time write a ledger: `flock` on a file beside it.
///
/// The system releases it when the process ends, however it ends; the file stays and names the last holder.
import Foundation
import Pipeline

final class LedgerLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of the ledger at `path`; fails at once when another opener holds it.
  init(ledger path: String) throws(RunFailure) {
    let lockPath = path + ".lock"
    let descriptor = unsafe open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw StorageFailure.cannotWrite(lockPath, errno: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      let holder = Self.read(descriptor)
      _ = Foundation.close(descriptor)
      throw reason == EWOULDBLOCK
        ? StorageFailure.held(path, holder: holder) : StorageFailure.cannotWrite(lockPath, errno: reason)
    }
    self.descriptor = descriptor
    Self.write(Self.ownName(), to: descriptor)
  }

  deinit { _ = Foundation.close(descriptor) }

  /// Lets the next opener in before this object goes.
  func release() { _ = flock(descriptor, LOCK_UN) }

  /// This process in words: `pid 4711 on host since 2024-05-01T12:00:00Z`.
  private static func ownName() -> String {
    let process = ProcessInfo.processInfo
    let since = Date.now.formatted(.iso8601)
    return "pid \(process.processIdentifier) on \(process.hostName) since \(since)"
  }

  private static func read(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  private static func write(_ holder: String, to descriptor: Int32) {
    let bytes = Array(holder.utf8)
    // The words only help a person; the lock itself does not depend on them.
    _ = ftruncate(descriptor, 0)
    _ = unsafe pwrite(descriptor, bytes, bytes.count, 0)
  }
}
