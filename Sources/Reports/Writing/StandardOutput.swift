/// Standard output, which commands write their results to.
import Foundation
public import Pipeline

/// What does not arrive there is a failure like that of a file: a redirected result must not be lost in silence.
public enum StandardOutput {
  /// Writes bytes.
  ///
  /// - Throws: `E8103` when the disk behind it is full, `E8102` or `E8104` when it cannot be written for another reason.
  public static func write(_ bytes: [UInt8]) throws(RunFailure) {
    try unsafe bytes.span.bytes.withUnsafeBytes { buffer throws(RunFailure) in
      try unsafe Descriptor.write(buffer, to: STDOUT_FILENO, name: "standard output")
    }
  }

  /// Writes text.
  ///
  /// - Throws: as ``write(_:)-([UInt8])``.
  public static func write(_ text: String) throws(RunFailure) { try write(Array(text.utf8)) }
}
