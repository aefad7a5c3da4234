/// What a key is for: personal data that has to go at different times is sealed under different keys.
public enum SealPurpose: UInt8, Sendable, CaseIterable {
  /// How a person is known and reached; its key is destroyed when the person asks for it.
  case contact = 1
  /// Who stands on an invoice; its key is destroyed when the time is over for which vouchers have to be kept.
  case fiscal = 2
  /// A refused document as it came; its key is destroyed when the document was loaded after all.
  case reject = 3

  /// The word for it in tables that people read.
  public var word: String {
    switch self {
    case .contact: "contact"
    case .fiscal: "fiscal"
    case .reject: "reject"
    }
  }

  /// What ties sealed bytes to the row that they belong to, so that they open nowhere else.
  ///
  /// - Parameters:
  ///   - row: the row's number.
  ///   - part: which of several sealed values of one row it is.
  public func associated(row: Int64, part: UInt8 = 0) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(10)
    bytes.append(rawValue)
    bytes.append(part)
    bytes.appendBigEndian(row)
    return bytes
  }
}

extension [UInt8] {
  /// Appends the eight bytes of a number, the highest first.
  mutating func appendBigEndian(_ value: Int64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> Int64(shift)))
    }
  }
}
