public import Commerce

/// A VAT identification number in normal form, with what syntax and check digits say of it.
///
/// ```swift
/// let text = Array("el 094.259.216".utf8)
/// VATID.read(text.span).text      // "EL094259216"
/// VATID.read(text.span).verdict   // .valid
/// ```
/// Which numbers are valid, and how they may be written, is as python-stdnum 2.2 has it in `eu.vat`, `gb.vat`, `ch.vat`
/// and `no.mva`.
public struct VATID: Sendable, Hashable {
  /// Who gives such numbers out; `nil` when it begins with no known prefix.
  public let prefix: VATIDPrefix?
  /// The number with its prefix, capital letters and digits without separators, padded to full length where an older
  /// form was shorter; ASCII when the number is valid.
  public let bytes: [UInt8]
  /// What syntax and check digits say.
  public let verdict: VATIDVerdict

  /// The number as text.
  public var text: String { String(decoding: bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self) }

  /// The number behind its prefix, as services take it.
  public var number: String { String(text.dropFirst(prefix == nil ? 0 : 2)) }

  /// Reads a number as it was written.
  ///
  /// - Parameters:
  ///   - text: the number in UTF-8, with its prefix.
  ///   - expected: who is said to have given it out. British, Swiss and Norwegian numbers may lack their prefix then,
  ///     and where it is a prefix of the Union, only numbers of the Union count.
  public static func read(_ text: Span<UInt8>, expecting expected: VATIDPrefix? = nil) -> VATID {
    var bytes = VATIDText.cleaned(text)
    let found = bytes.count >= 2 ? VATIDPrefix(bytes[0], bytes[1]) : nil
    guard let prefix = deciding(found, expected) else {
      return VATID(prefix: nil, bytes: bytes, verdict: .wrongFormat(.prefix))
    }
    let scheme = VATIDScheme.of(prefix)
    VATIDText.remove(scheme.separators, from: &bytes)
    scheme.removePrefix(&bytes)
    let verdict = scheme.rule(&bytes)
    scheme.addPrefix(&bytes, found: found)
    return VATID(prefix: prefix, bytes: bytes, verdict: verdict)
  }

  /// Reads a number as customers of a shop write it: without a prefix it is that of their country.
  public static func read(_ text: Span<UInt8>, of country: Country?) -> VATID {
    let written = read(text)
    guard !written.verdict.isValid, !written.bytes.isEmpty, let prefix = country.flatMap({ VATIDPrefix($0) }) else {
      return written
    }
    let completed = Array((prefix == .ch ? "CHE" : prefix.rawValue).utf8) + written.bytes
    let read = read(completed.span)
    // What begins with a prefix is taken at its word, unless it is right only with another one in front.
    return written.prefix == nil || read.verdict.isValid ? read : written
  }

  /// By whose rule a number is read.
  private static func deciding(_ found: VATIDPrefix?, _ expected: VATIDPrefix?) -> VATIDPrefix? {
    guard let expected else { return found }
    if expected.isOfTheUnion { return found.flatMap { $0.isOfTheUnion ? $0 : nil } }
    return expected
  }
}

extension VATID {
  /// What a person is told of it.
  public var sentence: String {
    guard let prefix else {
      return bytes.isEmpty
        ? "there is no number"
        : "it begins with none of the prefixes of VAT ids, such as DE or FR"
    }
    let shape = VATIDScheme.of(prefix).shape
    return switch verdict {
    case .valid: "it is well formed: \(shape)"
    case .wrongFormat(.length): "it is too long or too short: \(shape) is expected"
    case .wrongFormat(.character): "a character stands where it cannot: \(shape) is expected"
    case .wrongFormat(.part): "a part of it is none that is given out: \(shape) is expected"
    case .wrongFormat(.prefix): "it begins with a prefix that is not expected: \(shape) is expected"
    case .wrongCheckDigits:
      "its check digits do not fit, mostly because of a typing error; it is no proof, since some numbers in use do not follow the rule"
    }
  }
}
