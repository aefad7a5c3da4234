import Crypto
import Formats
import Pipeline
import Synchronization

/// Passes bytes on and keeps their SHA-256, so that a file is hashed while it is read.
struct HashingSource<Base: ByteSource>: ByteSource {
  private var base: Base
  private let running: RunningDigest

  /// The bytes of `base`, hashed into `running`.
  init(_ base: Base, into running: RunningDigest) {
    self.base = base
    self.running = running
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
    let count = try unsafe base.read(into: buffer)
    unsafe running.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return count
  }
}

/// A SHA-256 that grows as a file is read.
final class RunningDigest: Sendable {
  private let state = Mutex((hash: SHA256(), isWhole: false))

  /// Adds bytes; none means that the file has ended.
  func update(_ bytes: UnsafeRawBufferPointer) {
    state.withLock { state in
      if unsafe bytes.isEmpty { state.isWhole = true }
      unsafe state.hash.update(bufferPointer: bytes)
    }
  }

  /// The digest, once the file was read to its end.
  var whole: [UInt8]? { state.withLock { $0.isWhole ? Array($0.hash.finalize()) : nil } }
}

/// SHA-256 of the file at `path`.
func digestOfFile(at path: String) throws(RunFailure) -> [UInt8] {
  let digest = RunningDigest()
  var source = HashingSource(FileSource(handle: try FileHandle(path: path)), into: digest)
  var buffer: [UInt8] = []
  do throws(FormatError) {
    repeat { buffer.removeAll(keepingCapacity: true) } while try source.append(to: &buffer, atMost: 1 << 20) > 0
  } catch {
    throw RunFailure(reading: path, error)
  }
  return digest.whole ?? []
}
