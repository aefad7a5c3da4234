/// The index remembers what was used lately, forgets the rest, and says so.
import Matching
import Testing

@Suite("Match index")
struct MatchIndexTests {
  @Test("a key that was never remembered has no value")
  func empty() {
    let index = MatchIndex()
    #expect(index.value(7) == nil)
    #expect(!index.hasForgotten)
  }

  @Test("the value remembered last is the one of a key")
  func latest() {
    var index = MatchIndex()
    index.remember(7, value: 1)
    index.remember(7, value: 2)
    #expect(index.value(7) == 2)
  }

  @Test("a newer value hides the one of the generation before")
  func acrossGenerations() {
    var index = MatchIndex(capacity: 2)
    for (key, value) in [(1, 10), (2, 20), (1, 11)] { index.remember(Int64(key), value: Int64(value)) }
    #expect(index.value(1) == 11)
  }

  @Test("nothing is forgotten while two generations hold it all")
  func twoGenerations() {
    var index = MatchIndex(capacity: 2)
    for key in Int64(1)...4 { index.remember(key, value: key * 10) }
    #expect((1...4).allSatisfy { index.value($0) == $0 * 10 })
    #expect(!index.hasForgotten)
  }

  @Test("the oldest generation is forgotten whole, and a miss must then be looked up")
  func forgets() {
    var index = MatchIndex(capacity: 2)
    for key in Int64(1)...5 { index.remember(key, value: key * 10) }
    #expect(index.value(1) == nil && index.value(2) == nil)
    #expect((3...5).allSatisfy { index.value($0) == $0 * 10 })
    #expect(index.hasForgotten)
  }

  @Test("keys that fall on the same place, zero and negative ones are told apart")
  func collisions() {
    let keys: [Int64] = [0, 1024, 2048, -1024, 1, 1025, -1, .min, .max]
    var index = MatchIndex()
    for (place, key) in keys.enumerated() { index.remember(key, value: Int64(place + 1)) }
    for (place, key) in keys.enumerated() { #expect(index.value(key) == Int64(place + 1)) }
    #expect(index.value(4096) == nil)
  }

  @Test("it finds everything after it has grown")
  func grows() {
    var index = MatchIndex()
    for key in Int64(1)...20_000 { index.remember(key &* 0x9E37_79B9_7F4A_7C1, value: key) }
    #expect((Int64(1)...20_000).allSatisfy { index.value($0 &* 0x9E37_79B9_7F4A_7C1) == $0 })
  }
}
