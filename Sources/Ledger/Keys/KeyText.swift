/// The key-encryption key out of a text, wherever the text was kept.
import Foundation
public import Pipeline
public import Privacy

/// Reads keys, and makes one where there is none.
public enum KeyText {
  /// The key in the text that was found at `place`.
  ///
  /// - Parameters:
  ///   - text: what is there; `nil` when nothing is.
  ///   - place: what the place is called in messages, such as `the file /run/secrets/shopledger`.
  /// - Throws: `E8211` when nothing is there, `E8213` when it is no key; messages never repeat the text.
  public static func key(_ text: String?, at place: String) throws(RunFailure) -> KeyEncryptionKey {
    guard let text else { throw missing("\(place) is not there") }
    do {
      return try KeyEncryptionKey(text: text)
    } catch {
      let reason =
        switch error {
        case .empty: "is empty"
        case .notAKey: "is neither 64 hexadecimal digits nor base64"
        case .wrongSize(let bytes): "has \(bytes) bytes in place of 32"
        case .placeholder: "has the same byte 32 times"
        }
      throw RunFailure(
        "E8213", .destinationUnavailable, "what stands in \(place) is no key: it \(reason)",
        remedy: "put 32 random bytes there, as 64 hexadecimal digits; shopledger privacy new-key writes such a file")
    }
  }

  /// The key in a file that nobody but its owner may read.
  ///
  /// - Throws: also `E8212` when others may read it.
  public static func key(inFile path: String) throws(RunFailure) -> KeyEncryptionKey {
    let place = "the file \(path)"
    guard FileManager.default.fileExists(atPath: path) else { throw missing("\(place) is not there") }
    let mode = (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]) as? Int
    guard let mode, mode & 0o077 == 0 else {
      throw RunFailure(
        "E8212", .destinationUnavailable, "\(place) holds a key, and others than its owner may read or write it",
        remedy: "chmod 600 \(path), and take another key if anybody may have read this one")
    }
    guard let bytes = FileManager.default.contents(atPath: path) else { throw missing("\(place) cannot be read") }
    return try key(String(decoding: bytes, as: UTF8.self), at: place)
  }

  /// Writes a new key into a file that nobody else may read, and that is not there yet; the file is there whole or not at all.
  public static func make(inFile path: String) throws(RunFailure) -> KeyEncryptionKey {
    let bytes = SystemRandom.bytes(SealingKey.byteCount)
    guard !bytes.isEmpty else { throw KeyFileFailure.noRandomness() }
    guard !FileManager.default.fileExists(atPath: path) else {
      throw RunFailure(
        "E8214", .destinationUnavailable, "\(path) is there already, and may hold a key that something is sealed under",
        remedy: "name a file that is not there")
    }
    let draft = path + ".new"
    try write(Array((KeyEncryptionKey.text(of: bytes) + "\n").utf8), to: draft)
    guard unsafe rename(draft, path) == 0 else { throw StorageFailure.cannotWrite(path, errno: errno) }
    return try key(inFile: path)
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(RunFailure) {
    _ = unsafe unlink(path)
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StorageFailure.cannotWrite(path, errno: errno) }
    defer { _ = close(descriptor) }
    guard unsafe Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      throw StorageFailure.cannotWrite(path, errno: errno)
    }
  }

  /// That there is no key where it is to be.
  public static func missing(_ sentence: String) -> RunFailure {
    RunFailure(
      "E8211", .destinationUnavailable, "\(sentence): it is to hold the key that personal data is sealed under",
      remedy: "put it back from its backup, or mend \"privacy\" in the business file")
  }
}
