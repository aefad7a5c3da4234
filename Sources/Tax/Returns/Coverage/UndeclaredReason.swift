/// Why tax of the books is declared in no return.
public enum UndeclaredReason: Hashable, Sendable {
  /// The return that it belongs to leaves it out.
  case leftOut(LeftOut)
  /// The one-stop shop that it belongs to leaves it out.
  case oneStopShop(OSSOmission)
  /// It is counted in its return, but the tax on it is doubtful.
  case doubtful(ReturnDoubt)
  /// The business file has no registration in the state on the day.
  case notRegistered
  /// No return of that state is made here.
  case noReturn
  /// The document has no tax date, so it belongs to no period.
  case undated

  /// The word that reports use.
  public var name: String {
    switch self {
    case .leftOut(let reason): reason.name
    case .oneStopShop(let reason): reason.code
    case .doubtful(let doubt): doubt.rawValue
    case .notRegistered: "not_registered"
    case .noReturn: "no_return"
    case .undated: "no_tax_date"
    }
  }

  /// A sentence for a person.
  public var sentence: String {
    switch self {
    case .leftOut(.omitted(let omission)): OSSOmission.undeclared(omission).sentence
    case .leftOut(.otherTerritory): "its tax belongs to a territory that no return made here is for"
    case .leftOut(.oneStopShop): "it belongs to a one-stop shop whose return does not take it"
    case .leftOut(.marketplace): "the marketplace owes the tax and declares it"
    case .leftOut(.importer): "whoever imports the goods owes the tax"
    case .leftOut(.otherKind): "the return is not about supplies of that kind"
    case .leftOut(.noExchangeRate): ReturnDoubt.noExchangeRate.title
    case .oneStopShop(let reason): reason.sentence
    case .doubtful(let doubt): doubt.title
    case .notRegistered: "the business file has no registration in the state on that day"
    case .noReturn: "no return of that state is made here: declare it by the platform's own report"
    case .undated: "the document has no tax date, so it belongs to no period: its source has to tell the day"
    }
  }
}
