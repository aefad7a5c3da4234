/// How the numbers of one prefix are written and checked.
struct VATIDScheme: Sendable {
  /// Checks a number without its prefix; may pad it to its full length.
  typealias Rule = @Sendable (_ number: inout [UInt8]) -> VATIDVerdict

  /// The letters that may stand in front, the normal ones first; none where they count as part of the number.
  let prefixes: [String]
  /// What may stand between the characters.
  let separators: [UInt8]
  /// Form in words, such as "DE and 9 digits, the first not 0".
  let shape: String
  /// Checks a number.
  let rule: Rule

  init(_ prefixes: String..., separators: String, _ shape: String, _ rule: @escaping Rule) {
    self.prefixes = prefixes
    self.separators = Array(separators.utf8)
    self.shape = shape
    self.rule = rule
  }

  /// Takes the prefix away, once.
  func removePrefix(_ number: inout [UInt8]) {
    for prefix in prefixes where number.starts(with: prefix.utf8) {
      number.removeFirst(prefix.utf8.count)
      return
    }
  }

  /// Puts the normal prefix in front, or the one that was there where several are in use at once.
  func addPrefix(_ number: inout [UInt8], found: VATIDPrefix?) {
    guard let normal = prefixes.first else { return }
    let written = found.map(\.rawValue).flatMap { prefixes.contains($0) ? $0 : nil }
    number.insert(contentsOf: (written ?? normal).utf8, at: 0)
  }

  /// The scheme of a prefix.
  static func of(_ prefix: VATIDPrefix) -> VATIDScheme {
    switch prefix {
    case .at: austria
    case .be: belgium
    case .bg: bulgaria
    case .cy: cyprus
    case .cz: czechia
    case .de: germany
    case .dk: denmark
    case .ee: estonia
    case .el: greece
    case .es: spain
    case .fi: finland
    case .fr: france
    case .hr: croatia
    case .hu: hungary
    case .ie: ireland
    case .it: italy
    case .lt: lithuania
    case .lu: luxembourg
    case .lv: latvia
    case .mt: malta
    case .nl: netherlands
    case .pl: poland
    case .pt: portugal
    case .ro: romania
    case .se: sweden
    case .si: slovenia
    case .sk: slovakia
    case .xi, .gb: unitedKingdom
    case .eu: nonUnionShop
    case .im: importShop
    case .ch: switzerland
    case .no: norway
    }
  }
}
