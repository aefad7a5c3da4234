import Commerce

/// How many documents a run may reject and still publish.
public enum RejectLimit: Sendable, Hashable, CustomStringConvertible {
  /// A share of all documents, in millionths.
  case share(ppm: Int64)
  /// A number of documents.
  case documents(Int64)

  /// No rejects at all.
  public static let none = RejectLimit.documents(0)

  /// The limit written as `0.5%` (at most four decimals) or as a whole number; `nil` when it is neither.
  public init?(_ text: String) {
    guard text.last == "%" else {
      guard let count = Int64(text), count >= 0, text.allSatisfy(\.isASCIIDigit) else { return nil }
      self = .documents(count)
      return
    }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }),
      let whole = Int64(parts[0]), whole <= 100
    else { return nil }
    let decimals = parts.count == 2 ? parts[1] : ""
    guard decimals.count <= 4, let part = Int64(decimals + String(repeating: "0", count: 4 - decimals.count)),
      whole * 10_000 + part <= 1_000_000
    else { return nil }
    self = .share(ppm: whole * 10_000 + part)
  }

  /// Whether a run of `documents` rejected more of them than it may and publish.
  public func isExceeded(rejected: Int64, of documents: Int64) -> Bool {
    switch self {
    case .share(let ppm): Int128(rejected) * 1_000_000 > Int128(ppm) * Int128(documents)
    case .documents(let count): rejected > count
    }
  }

  /// The limit as a definition writes it.
  public var description: String {
    switch self {
    case .documents(let count): String(count)
    case .share(let ppm): DecimalText.text(ppm, scale: 4, atLeast: 0) + "%"
    }
  }
}

extension Character {
  /// Whether it is one of 0 to 9.
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
