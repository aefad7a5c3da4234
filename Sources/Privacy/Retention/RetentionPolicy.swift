public import Commerce

/// For how long a seller keeps what: the rules of its country, of the countries where it is registered for VAT, and of the
/// one-stop shops where it declares through one.
public struct RetentionPolicy: Sendable {
  /// The rules that apply, in the order of ``RecordClass``; of vouchers the one of the seller's country first.
  public let rules: [RetentionRule]
  /// ISO code of where the seller is established.
  public let country: String

  /// The policy of a seller.
  ///
  /// - Parameters:
  ///   - country: ISO code of where it is established.
  ///   - registrations: ISO codes of where it is registered for VAT, which may name its own country too.
  ///   - usesOneStopShop: whether it was ever registered for one.
  public init(
    country: String, registrations: [String] = [], usesOneStopShop: Bool, table: RetentionTable = .standard
  ) {
    self.country = country
    let others = Set(registrations).subtracting([country]).sorted()
    rules = RecordClass.allCases.flatMap { recordClass in
      switch recordClass {
      case .oneStopShop: usesOneStopShop ? [table.rule(recordClass, in: "EU")].compactMap(\.self) : []
      case .invoicing: ([country] + others).compactMap { table.rule(recordClass, in: $0) }
      default: [table.rule(recordClass, in: country)].compactMap(\.self)
      }
    }
  }

  /// Whether data whose last document is of `day` is to be destroyed on `today`: every period that applies is over.
  public func isOver(_ purpose: SealPurpose, since day: CivilDate, on today: CivilDate) -> Bool {
    let rules = rules.filter { Self.classes(of: purpose).contains($0.recordClass) }
    return !rules.isEmpty && rules.allSatisfy { $0.lastDay(of: day) < today }
  }

  /// The last day on which data is kept whose last document is of `day`; `nil` where nothing says.
  public func lastDay(_ purpose: SealPurpose, since day: CivilDate) -> CivilDate? {
    rules.filter { Self.classes(of: purpose).contains($0.recordClass) }.map { $0.lastDay(of: day) }.max()
  }

  private static func classes(of purpose: SealPurpose) -> [RecordClass] {
    switch purpose {
    case .contact: [.contact]
    case .fiscal: [.invoicing, .oneStopShop]
    case .reject: [.reject]
    }
  }
}
