/// What syntax and check digits say of a VAT id.
public enum VATIDVerdict: Sendable, Hashable {
  /// It is formed as its authority forms numbers, and the check digits fit.
  case valid
  /// No authority gives out such a number.
  case wrongFormat(Fault)
  /// It is well formed and its check digits do not fit: a warning and no proof, since some authorities have given out
  /// numbers that do not follow their own rule.
  case wrongCheckDigits

  /// What is wrong with the form.
  public enum Fault: String, Sendable, CaseIterable {
    /// It begins with no prefix that is known, or with one that is not expected.
    case prefix
    /// It is too long or too short.
    case length
    /// A character stands where it cannot.
    case character
    /// A part of it that means something, such as a date of birth or a province, is none that there is.
    case part
  }

  /// Whether nothing speaks against the number.
  public var isValid: Bool { self == .valid }

  /// The word for it in files: `prefix`, `length`, `character`, `part` or `check_digits`; empty for a valid number.
  public var reason: String {
    switch self {
    case .valid: ""
    case .wrongFormat(let fault): fault.rawValue
    case .wrongCheckDigits: "check_digits"
    }
  }
}
