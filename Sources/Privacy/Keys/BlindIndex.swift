import Columns
import Crypto

/// Turns a text that tells a person into a number that tells whether it is the same text, and nothing else.
///
/// The number is the first 64 bits of HMAC-SHA256 under a secret key, of which there is one per kind of text: without the
/// secrets nobody can try out names against stored numbers. It tells which rows have equal texts, and how many.
///
/// Two different texts of one kind get the same number with a probability of n² / 2⁶⁵ among n texts: 4 in 10 million for
/// 4 million of them.
public struct BlindIndex: Sendable {
  /// The size in bytes of the secret that all keys are derived from.
  public static let secretBytes = 32
  /// Kinds are numbered from 0 up to this one, exclusively.
  public static let kindsMax: UInt8 = 32

  private let codes: [MessageCode]

  /// The index under a secret; `nil` unless it has ``secretBytes`` bytes.
  public init?(secret: [UInt8]) {
    guard secret.count == Self.secretBytes else { return nil }
    self.init(SymmetricKey(data: secret))
  }

  /// The index under a secret of zeros: for definitions that are checked or previewed, where nothing is stored.
  public static let blank = BlindIndex(SymmetricKey(data: [UInt8](repeating: 0, count: secretBytes)))

  private init(_ secret: SymmetricKey) {
    codes = (0..<Self.kindsMax).map { kind in
      MessageCode(
        key: Bytes.of(
          HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret, info: Array("shopledger blind index 1".utf8) + [kind], outputByteCount: 32)))
    }
  }

  /// The number of a text, which is normalised already; never that which stands for a missing one.
  ///
  /// - Precondition: `kind` is less than ``kindsMax``.
  public func key(kind: UInt8, _ text: Span<UInt8>) -> Int64 {
    let number = Bytes.number(codes[Int(kind)].code(text))
    return number == .missing ? .max : number
  }
}
