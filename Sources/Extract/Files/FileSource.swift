import Columns
import Formats
import Glibc
import Pipeline

/// Reads a file from the disk, front to back.
final class FileHandle: Sendable {
  let path: String
  private let descriptor: Int32

  /// Opens `path` for reading.
  init(path: String) throws(RunFailure) {
    self.path = path
    descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .cannotRead(path, errno) }
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  private init(descriptor: Int32, named path: String) {
    self.path = path
    self.descriptor = descriptor
  }

  /// What is piped into the program.
  static var standardInput: FileHandle { FileHandle(descriptor: STDIN_FILENO, named: "standard input") }

  deinit { _ = close(descriptor) }

  /// Reads up to `buffer.count` bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
    while true {
      let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw FormatError(.io, errorText(errno)) }
    }
  }

  /// Goes to a byte of the file.
  func seek(to byte: Int) throws(RunFailure) {
    if lseek(descriptor, off_t(byte), SEEK_SET) < 0 { throw .cannotRead(path, errno) }
  }

  /// Size, time of change and number of the open file.
  func identity() throws(RunFailure) -> SourceIdentity {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .cannotRead(path, errno) }
    return SourceIdentity(path: path, status)
  }
}

/// The bytes of a file.
struct FileSource: ByteSource {
  let handle: FileHandle

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
    try unsafe handle.read(into: buffer)
  }
}

extension SourceIdentity {
  init(path: String, _ status: stat) {
    self.init(
      path: path, byteCount: Int64(status.st_size),
      modifiedNanoseconds: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
      inode: UInt64(status.st_ino))
  }

  /// The identity of the file at `path` as it is now.
  static func of(path: String) throws(RunFailure) -> SourceIdentity {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw .cannotRead(path, errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw RunFailure(
        "E7008", .sourceUnavailable, "\(path) is a folder, not a file",
        remedy: "name the files in it, such as \(path)/*.csv")
    }
    return SourceIdentity(path: path, status)
  }
}

extension RunFailure {
  /// A source that cannot be opened or read.
  static func cannotRead(_ path: String, _ code: Int32) -> RunFailure {
    code == ENOENT
      ? RunFailure(
        "E7001", .sourceUnavailable, "\(path) does not exist",
        remedy: "check the path; relative paths start from the folder the command is run in")
      : RunFailure("E7002", .sourceUnavailable, "\(path) cannot be read: \(errorText(code))")
  }
}

/// The system's words for an error number.
func errorText(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}
