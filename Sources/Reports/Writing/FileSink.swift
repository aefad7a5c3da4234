/// A file being written, with the sum over its bytes: the one place where reports touch a descriptor.
import Crypto
import Formats
import Foundation
import Pipeline
import Synchronization

/// Copies share one file; the file is closed with the last of them.
struct FileSink: ByteSink {
  private let file: OpenFile

  /// Makes the file at `path`, or empties the one that is there; failures speak of it as `name`.
  init(path: String, name: String) throws(RunFailure) { file = try OpenFile(path: path, name: name) }

  func write(_ bytes: RawSpan) throws(FormatError) {
    do throws(RunFailure) {
      try unsafe bytes.withUnsafeBytes { buffer throws(RunFailure) in try unsafe file.write(buffer) }
    } catch { throw FormatError(.io, error.message) }
  }

  /// Why writing failed, if it did.
  var failure: RunFailure? { file.state.withLock { $0.failure } }

  /// Bytes written.
  var byteCount: Int { file.state.withLock { $0.byteCount } }

  /// SHA-256 over the bytes written, in hexadecimal digits.
  var sha256: String {
    let digest = file.state.withLock { $0.digest.finalize() }
    return digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// Waits until the system has put every byte on the disk.
  func synchronize() throws(RunFailure) { try file.synchronize() }
}

/// A descriptor and what went through it.
private final class OpenFile: Sendable {
  struct State {
    var byteCount = 0
    var digest = SHA256()
    var failure: RunFailure?
  }

  let state = Mutex(State())
  private let descriptor: Int32
  private let name: String

  init(path: String, name: String) throws(RunFailure) {
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    self.name = name
    if descriptor < 0 { throw OutputFailure.failure(name, errno: errno) }
  }

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  func write(_ bytes: UnsafeRawBufferPointer) throws(RunFailure) {
    do throws(RunFailure) { try unsafe Descriptor.write(bytes, to: descriptor, name: name) } catch {
      state.withLock { $0.failure = error }
      throw error
    }
    state.withLock {
      $0.byteCount += bytes.count
      unsafe $0.digest.update(bufferPointer: bytes)
    }
  }

  func synchronize() throws(RunFailure) {
    if fsync(descriptor) != 0 {
      let failure = OutputFailure.failure(name, errno: errno)
      state.withLock { $0.failure = failure }
      throw failure
    }
  }
}
