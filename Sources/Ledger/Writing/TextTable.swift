/// The text of small integers (dates, currencies, countries), made once each and kept at an address that stays.
///
/// SQLite reads bound text when a row is written, so a text that is bound without a copy has to outlive the call.
@safe final class TextTable {
  private let base: UnsafeMutablePointer<UInt8>
  private let width: Int
  private let count: Int
  private let text: (Int32) -> String

  /// A table for the integers below `count`, each of which `text` turns into exactly `width` ASCII bytes.
  init(count: Int, width: Int, text: @escaping (Int32) -> String) {
    self.width = width
    self.count = count
    self.text = text
    unsafe base = .allocate(capacity: count * width)
    unsafe base.initialize(repeating: 0, count: count * width)
  }

  deinit { unsafe base.deallocate() }

  /// The bytes for `value`; `nil` when it is outside of the table or has text of another width.
  @inline(__always)
  func bytes(_ value: Int32) -> UnsafeBufferPointer<UInt8>? {
    guard value >= 0, Int(value) < count else { return nil }
    let place = unsafe base + Int(value) * width
    guard unsafe place.pointee != 0 || fill(place, value) else { return nil }
    return unsafe UnsafeBufferPointer(start: place, count: width)
  }

  /// The text for any value.
  func string(_ value: Int32) -> String { text(value) }

  private func fill(_ place: UnsafeMutablePointer<UInt8>, _ value: Int32) -> Bool {
    let bytes = Array(text(value).utf8)
    guard bytes.count == width else { return false }
    for index in 0..<width { unsafe place[index] = bytes[index] }
    return true
  }
}
