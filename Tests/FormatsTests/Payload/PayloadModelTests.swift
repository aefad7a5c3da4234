/// Payloads that were cut off or changed at random, read by both readers of JSON.
import Columns
import Formats
import Testing

@Suite struct PayloadModelTests {
  /// A refund as a platform tells it, in little: every kind of value, escapes, characters of one to four bytes.
  static let sample = Array(
    #"""
    {"refunds":[{"id":509562969,"note":"caf\u00e9 \"é€😀\" \ud83d\ude00\\\/","amount":-41.940E+0,"restock":true,
      "user":null,"lines":[[],{},{"q":1,"price":"199.00"},"",0.0,false]}],"":[{"a":{"b":[1,2,3]}}],"a\n":"z"}
    """#.utf8)

  static var limits: JSONText.Limits {
    var limits = JSONText.Limits()
    limits.depth = JSONPayload.depthMax
    return limits
  }

  @Test("A body that is cut off at any byte is an error which says so")
  func truncation() {
    for count in 0..<Self.sample.count {
      let error = #expect(throws: FormatError.self) { try JSONPayload(Array(Self.sample[..<count])) }
      #expect(error?.code == (count == 0 ? .empty : .jsonTruncated) && error?.byte == count, "cut at \(count)")
    }
  }

  @Test("Both readers read the same, and refuse the same, whatever is changed", arguments: 0..<4)
  func agreesWithModel(seed: Int) {
    var random = Seeded(seed)
    var parser = JSONPayloadParser()
    let alphabet =
      Array(#"{}[]:,"\ u0019-+.eEtrufalsn\#n\#t\#0\#u{1A}\#u{C}"#.utf8) + [0xC3, 0xA9, 0xF0, 0xED, 0x80, 0xFF]
    var read = 0
    for _ in 0..<1_000 {
      var bytes = Self.sample
      for _ in 0..<Int.random(in: 0..<4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        case 1: bytes.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &random)], at: index)
        default: bytes.remove(at: index)
        }
      }
      let outcome = JSONText.read(bytes, limits: Self.limits)
      let isSound = outcome.problems.allSatisfy { $0.code == .duplicateKey }
      do {
        let payload = try parser.parse(bytes)
        read += 1
        if !isSound || outcome.root.map({ Tree($0) }) != payload.tree(payload.root) {
          Issue.record("\(String(decoding: bytes, as: UTF8.self)): \(outcome.problems)")
        }
      } catch {
        let isPlaced = error.byte.map { 0...bytes.count ~= $0 } ?? false
        if isSound || !isPlaced || error.code == .io {
          Issue.record("\(String(decoding: bytes, as: UTF8.self)): \(error)")
        }
      }
    }
    #expect(read > 100)
  }

  @Test(
    "Text of any length around a block's end is read to its last byte", arguments: [1, 31, 63, 64, 65, 127, 128, 200])
  func blocks(length: Int) throws {
    for padding in 0..<70 {
      let text = String(repeating: "x", count: length)
      let bytes = Array(
        (String(repeating: " ", count: padding) + "[\"\(text)\\n\", 1\(text.map { _ in "0" }.joined())]").utf8)
      let payload = try JSONPayload(bytes)
      let elements = Array(payload.elements(of: payload.root))
      #expect(elements.count == 2 && payload.string(elements[0]) == text + "\n")
      #expect(payload.range(elements[1]).count == length + 1)
    }
  }
}
