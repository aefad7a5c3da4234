/// The bytes of a key while it is put together, twenty million times an hour: memory of its own, which nobody shares and
/// whose growth is checked once for each value.
import Columns

@safe final class KeyBuffer {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity = 512
  /// Number of bytes.
  private(set) var count = 0

  init() { unsafe base = .allocate(capacity: capacity) }

  deinit { unsafe base.deallocate() }

  /// Forgets all bytes.
  @inline(__always)
  func clear() { count = 0 }

  /// Appends the bytes of a number, least first.
  @inline(__always)
  func append<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
    reserve(MemoryLayout<Value>.size)
    unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: value.littleEndian, as: Value.self)
    count &+= MemoryLayout<Value>.size
  }

  /// Appends the length of a text in four bytes, then the text.
  @inline(__always)
  func append(text: UnsafeBufferPointer<UInt8>) {
    append(UInt32(truncatingIfNeeded: text.count))
    reserve(text.count)
    if let start = text.baseAddress { unsafe copy(start, text.count) }
    count &+= text.count
  }

  /// Copies eight bytes at a time: most texts have fewer than a call of `memmove` is worth.
  @inline(__always)
  private func copy(_ source: UnsafePointer<UInt8>, _ length: Int) {
    let target = unsafe UnsafeMutableRawPointer(base + count)
    var offset = 0
    while offset &+ 8 <= length {
      let word = unsafe UnsafeRawPointer(source + offset).loadUnaligned(as: UInt64.self)
      unsafe target.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
      offset &+= 8
    }
    while offset < length {
      unsafe target.storeBytes(of: source[offset], toByteOffset: offset, as: UInt8.self)
      offset &+= 1
    }
  }

  /// The hash of the bytes.
  @inline(__always)
  var hash: Int64 {
    var hash = FastHash(seed: 0)
    hash.combine(unsafe UnsafeBufferPointer(start: base, count: count).span)
    return hash.value
  }

  /// Whether `other` holds the same bytes from `start` on.
  @inline(__always)
  func isEqual(to other: Span<UInt8>, from start: Int) -> Bool {
    unsafe other.extracting(start..<start &+ count).withUnsafeBytes { other in
      var offset = 0
      while offset &+ 8 <= count {
        let one = unsafe UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
        if unsafe one != other.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
        offset &+= 8
      }
      while offset < count {
        if unsafe base[offset] != other[offset] { return false }
        offset &+= 1
      }
      return true
    }
  }

  /// Appends the bytes to `other`.
  func copy(to other: inout [UInt8]) { unsafe other.append(contentsOf: UnsafeBufferPointer(start: base, count: count)) }

  /// The number in `length` bytes from `offset`, at most eight.
  func number(_ offset: Int, _ length: Int) -> UInt64 {
    (0..<length).reduce(0) { unsafe $0 | UInt64(base[offset + $1]) << UInt64(8 * $1) }
  }

  /// The text of `length` bytes from `offset`.
  func string(_ offset: Int, _ length: Int) -> String {
    unsafe String(decoding: UnsafeBufferPointer(start: base + offset, count: length), as: UTF8.self)
  }

  @inline(__always)
  private func reserve(_ more: Int) {
    if count &+ more > capacity { grow(more) }
  }

  private func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    let place = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe place.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = place
    capacity = larger
  }
}
