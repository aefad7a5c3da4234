/// Lines of the books as tests of returns write them down.
import Commerce
import Tax

struct Line {
  var id: Int64 = 1
  var kind = TransactionKind.sale
  var status: DocumentStatus? = .completed
  var date = "2026-02-10"
  var currency = "EUR"
  var base = "EUR"
  var country = ""
  var region = ""
  var buyer = ""
  var taxes: [(title: String, amount: String)] = []
  var number: Int64 = 1
  var lineKind = LineKind.goods
  var treatment: Treatment? = .taxed
  var scheme: Scheme? = .domestic
  var rate: String?
  var territory: String?
  var dispatch: String?
  var liable = LiableParty.seller
  var net = "0"
  var tax = "0"
  var baseNet: String?
  var baseTax: String?

  /// The line as the ledger gives it.
  var declared: DeclaredLine {
    let own = Currency(currency) ?? .euro
    let books = Currency(base) ?? .euro
    let document = DeclaredLine.Document(
      id: id, store: "shop", externalID: "\(id)", kind: kind, status: status,
      taxDate: CivilDate(date) ?? CivilDate(day: 0), currency: own, baseCurrency: books,
      destination: Country(country), region: region, buyerVATID: buyer,
      taxes: taxes.map { .init(title: $0.title, amount: Exact($0.amount) ?? .zero) })
    let terms = DeclaredLine.Terms(
      lineKind: lineKind, treatment: treatment, scheme: scheme, rate: rate.flatMap { TaxRate($0) },
      territory: territory.flatMap { Territory($0) }, dispatch: dispatch.flatMap { Territory($0) }, liable: liable,
      taxReturn: nil)
    func minor(_ text: String, _ currency: Currency) -> MinorUnits {
      (Exact(text) ?? .zero).rounded(to: currency.exponent ?? 0)
    }
    return DeclaredLine(
      document: document, number: number, terms: terms, net: minor(net, own), tax: minor(tax, own),
      baseNet: baseNet.map { minor($0, books) }, baseTax: baseTax.map { minor($0, books) })
  }
}

extension ReturnSheet {
  /// The finished sheet of lines.
  init(_ rules: Rules, _ lines: [Line], fixings: ECBFixings? = nil) {
    self.init(rules, fixings: fixings)
    for line in lines { add(line.declared) }
    finish()
  }

  /// What the form is told, by figure and group, without those that are nothing.
  var stated: [String: String] {
    let filled = figures.filter { $0.stated != .zero || !$0.shares.isEmpty }
    return Dictionary(
      uniqueKeysWithValues: filled.map {
        ($0.key.group.isEmpty ? $0.key.figure : "\($0.key.group) \($0.key.figure)", $0.stated.description(exponent: 2))
      })
  }

  /// The reasons of what is left out.
  var reasons: [String] { rest.map(\.reason.name) }
}
