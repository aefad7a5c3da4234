import Foundation

/// Random bytes of the operating system, in pieces as large as anybody needs them.
public enum SystemRandom {
  /// The most bytes that the system gives at once.
  private static let pieceBytes = 256

  /// So many random bytes; none when the system gives none, which whoever seals with them refuses.
  public static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var isRandom = true
    unsafe bytes.withUnsafeMutableBytes { buffer in
      for start in stride(from: 0, to: count, by: pieceBytes) {
        let piece = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start..<min(start + pieceBytes, count)])
        if let address = piece.baseAddress, unsafe getentropy(address, piece.count) != 0 { isRandom = false }
      }
    }
    return isRandom ? bytes : []
  }
}
