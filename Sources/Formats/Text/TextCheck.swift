/// Checks that bytes are text: valid UTF-8 without NUL.
enum TextCheck {
  /// A byte that is no text.
  struct Fault: Equatable {
    /// Where it stands.
    var byte: Int
    /// Invalid text, or a NUL.
    var kind: RecordProblem.Kind
  }

  /// The first byte from `start` on that is no text.
  ///
  /// Hot: plain ASCII passes sixteen bytes at a time; only other characters are looked at one by one.
  static func firstFault(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Fault? {
    guard let address = bytes.baseAddress else { return nil }
    let count = bytes.count
    var index = start
    while index < count {
      if index &+ 16 <= count {
        let low = unsafe special(UnsafeRawPointer(address + index))
        let high = unsafe special(UnsafeRawPointer(address + index + 8))
        if low | high == 0 {
          index &+= 16
          continue
        }
        index &+= low != 0 ? low.trailingZeroBitCount / 8 : 8 &+ high.trailingZeroBitCount / 8
      }
      let byte = unsafe address[index]
      if byte == 0 { return Fault(byte: index, kind: .nulByte) }
      if byte < 0x80 {
        index &+= 1
        continue
      }
      let length = unsafe sequenceLength(address + index, available: count &- index)
      if length == 0 { return Fault(byte: index, kind: .invalidText) }
      index &+= length
    }
    return nil
  }

  /// Eight bytes with the highest bit set in the first of them that is NUL or above ASCII, and no bit before it.
  ///
  /// Without such a byte no subtraction borrows and no byte has its highest bit; a borrow spreads only upwards.
  @inline(__always)
  private static func special(_ place: UnsafeRawPointer) -> UInt64 {
    let word = UInt64(littleEndian: unsafe place.loadUnaligned(as: UInt64.self))
    return (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080
  }

  /// Bytes of the multi-byte sequence at `place`, by table 3-7 of the Unicode standard; 0 when it is invalid.
  @inline(__always)
  static func sequenceLength(_ place: UnsafePointer<UInt8>, available: Int) -> Int {
    let lead = unsafe place[0]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    if lead < 0xC2 || lead > 0xF4 || length > available { return 0 }
    let second = unsafe place[1]
    let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    if second < lowest || second > highest { return 0 }
    if length > 2, unsafe place[2] & 0xC0 != 0x80 { return 0 }
    if length > 3, unsafe place[3] & 0xC0 != 0x80 { return 0 }
    return length
  }

  /// The first byte of `bytes` from `start` on that is no text.
  static func firstFault(in bytes: [UInt8], from start: Int = 0) -> Fault? {
    unsafe bytes.withUnsafeBufferPointer { unsafe firstFault(in: $0, from: start) }
  }
}
