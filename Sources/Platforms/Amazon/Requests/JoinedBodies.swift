/// Several answers as one JSON array, so that a page that took several requests is read and kept as one text.
struct JoinedBodies: Sendable {
  private var text: [UInt8]
  private var count = 1

  /// Begins with a body.
  init(_ body: [UInt8]) { text = [UInt8(ascii: "[")] + body }

  /// Adds a body, and gives its number in the array.
  mutating func add(_ body: [UInt8]) -> Int {
    text.append(UInt8(ascii: ","))
    text += body
    count += 1
    return count - 1
  }

  /// The array.
  var bytes: [UInt8] { text + [UInt8(ascii: "]")] }
}
