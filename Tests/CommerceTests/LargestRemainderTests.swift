/// What holds of every split, and what cannot be split.
import Commerce
import Testing

@Suite struct LargestRemainderTests {
  @Test("Weights that are all zero carry nothing")
  func noWeight() throws {
    #expect(throws: LargestRemainder.Fault.noWeight) { try LargestRemainder.allocate(1, over: [0, 0]) }
    #expect(throws: LargestRemainder.Fault.noWeight) { try LargestRemainder.allocate(1, over: []) }
    #expect(try LargestRemainder.allocate(0, over: [0, 0]) == [0, 0])
  }

  @Test("Weights of both signs are refused, weights of one sign are shares whatever the sign")
  func signs() throws {
    #expect(throws: LargestRemainder.Fault.mixedSigns) { try LargestRemainder.allocate(10, over: [3, -1]) }
    #expect(try LargestRemainder.allocate(-10, over: [-2, -1]) == [-7, -3])
    #expect(try LargestRemainder.allocate(10, over: [-2, -1]) == [7, 3])
  }

  @Test("Sums beyond 64 bits are refused, the largest products are exact")
  func extremes() throws {
    #expect(throws: LargestRemainder.Fault.tooLarge) { try LargestRemainder.allocate(1, over: [.max, 1]) }
    #expect(throws: LargestRemainder.Fault.tooLarge) { try LargestRemainder.allocate(.min, over: [1, 1]) }
    #expect(try LargestRemainder.allocate(.max, over: [.max - 1, 1]) == [.max - 1, 1])
  }

  @Test("A split in place leaves the elements outside its range alone")
  func inPlace() throws {
    var parts: [Int64] = [7, 7, 7, 7]
    try LargestRemainder.allocate(10, over: [100, 1, 1, 100], in: 1..<3, to: &parts)
    #expect(parts == [7, 5, 5, 7])
  }

  @Test("Random splits sum to the whole, keep the sign and stay within one unit of the exact share")
  func properties() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let weights = (0..<Int.random(in: 1...9, using: &random)).map { _ in Int64.random(in: 0...5_000, using: &random) }
      let sum = weights.reduce(0, +)
      guard sum > 0 else { continue }
      let total = Int64.random(in: -100_000...100_000, using: &random)
      let parts = try LargestRemainder.allocate(total, over: weights)
      #expect(parts.reduce(0, +) == total)
      for (part, weight) in zip(parts, weights) {
        #expect(abs(part * sum - total * weight) < sum, "\(total) over \(weights) gave \(parts)")
        #expect(part * total >= 0)
        if weight == 0 { #expect(part == 0) }
      }
    }
  }
}
