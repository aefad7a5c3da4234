public import Commerce

/// Who gives out a number: the two letters in front of it.
///
/// Greece has `EL` and Northern Ireland `XI`; `EU` and `IM` are numbers of the one-stop shops, of sellers from outside
/// the Union.
public enum VATIDPrefix: String, Sendable, CaseIterable {
  case at = "AT"
  case be = "BE"
  case bg = "BG"
  case cy = "CY"
  case cz = "CZ"
  case de = "DE"
  case dk = "DK"
  case ee = "EE"
  case el = "EL"
  case es = "ES"
  case fi = "FI"
  case fr = "FR"
  case hr = "HR"
  case hu = "HU"
  case ie = "IE"
  case it = "IT"
  case lt = "LT"
  case lu = "LU"
  case lv = "LV"
  case mt = "MT"
  case nl = "NL"
  case pl = "PL"
  case pt = "PT"
  case ro = "RO"
  case se = "SE"
  case si = "SI"
  case sk = "SK"
  case xi = "XI"
  case eu = "EU"
  case im = "IM"
  case gb = "GB"
  case ch = "CH"
  case no = "NO"

  /// The prefix of a number's first two letters; `GR` means Greece as well.
  public init?(_ first: UInt8, _ second: UInt8) {
    let place = Int(first &- UInt8(ascii: "A")) &* 26 &+ Int(second &- UInt8(ascii: "A"))
    guard first >= UInt8(ascii: "A"), second >= UInt8(ascii: "A"), second <= UInt8(ascii: "Z"),
      place < Self.byLetters.count, let prefix = Self.byLetters[place]
    else { return nil }
    self = prefix
  }

  /// The prefix of the numbers that a country gives out; `nil` where this program knows no rule.
  ///
  /// Monaco's businesses have French numbers, those of the Isle of Man British ones.
  public init?(_ country: Country) {
    switch country.code {
    case "GR": self = .el
    case "MC": self = .fr
    case "IM": self = .gb
    case "EU": return nil
    default:
      guard let prefix = VATIDPrefix(rawValue: country.code) else { return nil }
      self = prefix
    }
  }

  /// Whether it is one of those that python-stdnum's `eu.vat` takes.
  public var isOfTheUnion: Bool { self != .gb && self != .ch && self != .no }

  /// Whether the Commission's service VIES answers for it: the member states, and Northern Ireland for goods.
  public var isInVIES: Bool { isOfTheUnion && self != .eu && self != .im }

  private static let byLetters: [VATIDPrefix?] = {
    var table = [VATIDPrefix?](repeating: nil, count: 26 * 26)
    for prefix in allCases { table[place(prefix.rawValue)] = prefix }
    table[place("GR")] = .el
    return table
  }()

  private static func place(_ letters: String) -> Int {
    letters.utf8.reduce(0) { $0 * 26 + Int($1) - Int(UInt8(ascii: "A")) }
  }
}
