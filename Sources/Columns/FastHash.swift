/// A 64-bit hash for looking up and for noticing change, the same in every process and on every machine.
///
/// It mixes with 64×64→128-bit multiplications, about a nanosecond for eight bytes. It is no protection against someone
/// who chooses the input; nothing that guards a secret may use it.
public struct FastHash: Sendable {
  @usableFromInline var state: UInt64

  /// A hash that starts from `seed`; different seeds give unrelated hashes.
  @inlinable
  public init(seed: UInt64) { state = seed ^ 0x9E37_79B9_7F4A_7C15 }

  /// Adds an integer.
  @inlinable
  public mutating func combine(_ value: UInt64) {
    state = FastHash.fold(state ^ 0xA076_1D64_78BD_642F, value ^ 0xE703_7ED1_A0B4_28DB)
  }

  /// Adds two integers at the cost of one.
  @inlinable
  public mutating func combine(_ first: Int64, _ second: Int64) {
    state = FastHash.fold(
      state ^ UInt64(bitPattern: first) ^ 0xA076_1D64_78BD_642F, UInt64(bitPattern: second) ^ 0xE703_7ED1_A0B4_28DB)
  }

  /// Adds an integer.
  @inlinable
  public mutating func combine(_ value: Int64) { combine(UInt64(bitPattern: value)) }

  /// Adds the bytes and their number, so that "ab","c" and "a","bc" differ.
  @inlinable
  public mutating func combine(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { raw in
      let whole = raw.count & ~7
      var offset = 0
      while offset < whole {
        combine(unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset &+= 8
      }
      var tail = UInt64(truncatingIfNeeded: raw.count) &<< 56
      var shift: UInt64 = 0
      while offset < raw.count {
        tail |= unsafe UInt64(raw[offset]) &<< shift
        shift &+= 8
        offset &+= 1
      }
      combine(tail)
    }
  }

  /// The hash of all that was added; never the pattern that stands for a missing value.
  @inlinable
  public var value: Int64 {
    let mixed = Int64(bitPattern: FastHash.fold(state ^ 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3))
    return mixed == .missing ? 0 : mixed
  }

  @inlinable
  static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
