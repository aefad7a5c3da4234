/// Why sealed bytes were not opened; it tells nothing of what is in them.
public enum SealError: Error, Hashable, Sendable {
  /// They are shorter than any sealed bytes are.
  case tooShort
  /// They were sealed in a way that this version of the program does not know.
  case unknownVersion(UInt8)
  /// They were changed, belong to another row, or were sealed under another key.
  case notAuthentic
  /// What was to be sealed could not be.
  case refused
}
