public import Commerce

/// The one form to which all spellings of a text are brought before they are compared; for people, exports and tests.
///
/// Keys are made of the same forms, without a `String`.
public enum NormalForm {
  /// A telephone number in international form such as `+49301234567`; `nil` when the text holds none.
  ///
  /// - Parameter country: where the number was given, for those that are written without a calling code. Where it is not
  ///   known, such a number is its digits behind a question mark.
  public static func phone(_ text: String, country: Country? = nil) -> String? {
    guard let digits = form(text, { Normalise.phone($0, country: country, into: &$1) }) else { return nil }
    return digits.hasPrefix("?") ? digits : "+" + digits
  }

  /// An e-mail address in small letters; `nil` when the text is none, or nobody's.
  public static func email(_ text: String) -> String? { form(text, Normalise.email) }

  /// A person's or a business's name as letters and digits without accents; `nil` when it is nobody's.
  public static func name(_ text: String) -> String? { form(text, Normalise.name) }

  /// A street with its house number, words for streets shortened and the number last; `nil` when it says nothing.
  public static func address(_ text: String) -> String? { form(text, Normalise.address) }

  /// A postcode without blanks and country; `nil` when it says nothing.
  public static func postcode(_ text: String) -> String? { form(text, Normalise.postcode) }

  /// A VAT identification number as letters and digits in capitals; `nil` when it has no digit but zero.
  public static func vatID(_ text: String) -> String? { form(text, Normalise.vatID) }

  private static func form(_ text: String, _ normalise: (Span<UInt8>, inout [UInt8]) -> Void) -> String? {
    let bytes = Array(text.utf8)
    var buffer: [UInt8] = []
    normalise(bytes.span, &buffer)
    return buffer.isEmpty ? nil : String(decoding: buffer, as: UTF8.self)
  }
}
