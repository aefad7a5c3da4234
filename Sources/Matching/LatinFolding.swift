/// The base letters of the accented Latin letters U+00C0 to U+017F.
enum LatinFolding {
  /// Appends the base letters of `scalar`, at most two, in lower case; signs such as × are left out.
  static func append(_ scalar: Int, to output: inout OutputSpan<UInt8>) {
    guard scalar >= first, scalar - first < letters.count else { return }
    for byte in letters[scalar - first] { output.append(byte) }
  }

  private static let first = 0xC0

  private static let letters: [[UInt8]] = {
    let names =
      "a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th ss "
      + "a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th y "
      + "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h "
      + "i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n o o o o o o oe oe "
      + "r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s"
    return names.split(separator: " ").map { $0 == "-" ? [] : Array($0.utf8) }
  }()
}
