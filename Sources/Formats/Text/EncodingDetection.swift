/// Guesses a text's encoding from its first bytes, and says why.
public struct EncodingDetection: Sendable, Hashable {
  /// The encoding that fits best.
  public var encoding: TextEncoding
  /// Why, as a sentence for a person.
  public var evidence: String
  /// From 0, a guess, to 1, certain.
  public var confidence: Double

  /// Judges `sample`, the first bytes of a file; `atEnd` says that it is the whole file.
  public init(sample: [UInt8], atEnd: Bool) {
    if let declared = TextEncoding.declared(byMarkIn: sample) {
      self.init(declared, "byte order mark of \(declared.rawValue)", 1)
    } else if let wide = Self.utf16(sample) {
      self = wide
    } else {
      self = Self.narrow(sample, atEnd: atEnd)
    }
  }

  private init(_ encoding: TextEncoding, _ evidence: String, _ confidence: Double) {
    self.encoding = encoding
    self.evidence = "encoding \(encoding.rawValue): \(evidence)"
    self.confidence = confidence
  }

  /// UTF-16 without a mark: every other byte of Latin text is zero.
  private static func utf16(_ sample: [UInt8]) -> EncodingDetection? {
    let pairs = sample.count / 2
    guard pairs >= 2 else { return nil }
    var zeros = [0, 0]
    for index in 0..<pairs * 2 where sample[index] == 0 { zeros[index % 2] += 1 }
    for (half, encoding) in [(1, TextEncoding.utf16LittleEndian), (0, .utf16BigEndian)]
    where zeros[half] * 10 > pairs * 4 && zeros[1 - half] * 20 < pairs {
      let order = half == 1 ? "second" : "first"
      return EncodingDetection(encoding, "\(zeros[half]) of \(pairs) pairs of bytes have a zero as their \(order)", 0.9)
    }
    return nil
  }

  private static func narrow(_ sample: [UInt8], atEnd: Bool) -> EncodingDetection {
    let survey = UTF8Survey(sample, atEnd: atEnd)
    guard let invalid = survey.firstInvalid else {
      let evidence =
        survey.sequences == 0
        ? "all \(sample.count) bytes looked at are ASCII" : "\(survey.sequences) valid characters beyond ASCII"
      return EncodingDetection(.utf8, evidence, survey.sequences == 0 ? 0.9 : 1)
    }
    let byte = "byte \(hexadecimal(sample[invalid])) at \(invalid) is not valid UTF-8"
    // Latin text hardly ever forms valid sequences by chance: many of them beside few faults are damaged UTF-8.
    if survey.sequences > 4 * survey.invalid {
      return EncodingDetection(.utf8, "\(survey.sequences) valid characters beyond ASCII, though \(byte)", 0.7)
    }
    let c1 = sample.first { (0x80...0x9F).contains($0) }
    let why = c1.map { ", and \(hexadecimal($0)) is text in this code page only" } ?? ""
    return EncodingDetection(.windows1252, byte + why, survey.sequences == 0 ? 0.8 : 0.6)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

/// What of a sample is valid UTF-8.
private struct UTF8Survey {
  /// Valid characters beyond ASCII.
  var sequences = 0
  /// Bytes that are part of no valid character.
  var invalid = 0
  /// The first of them.
  var firstInvalid: Int?

  init(_ sample: [UInt8], atEnd: Bool) {
    unsafe sample.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      var index = 0
      while index < bytes.count {
        guard unsafe bytes[index] >= 0x80 else {
          index += 1
          continue
        }
        let length = unsafe TextCheck.sequenceLength(start + index, available: bytes.count - index)
        let isCut = length == 0 && !atEnd && bytes.count - index < 4
        if isCut { break }
        if length == 0 {
          invalid += 1
          firstInvalid = firstInvalid ?? index
        } else {
          sequences += 1
        }
        index += max(1, length)
      }
    }
  }
}
