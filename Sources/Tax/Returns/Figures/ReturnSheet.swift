public import Commerce

/// A return being made: lines of the books go in, figures with their documents come out.
///
/// What does not go into a figure is counted by its reason, so that figures and the rest together are all lines.
public struct ReturnSheet<Rules: ReturnRules>: Sendable {
  /// Lines that are not in the return, alike in store, reason and currency.
  public struct Rest: Hashable, Sendable {
    /// Name of the store.
    public var store: String
    /// Why.
    public var reason: LeftOut
    /// The currency of the amounts.
    public var currency: Currency
    /// Documents with such lines.
    public var documents: Int64 = 0
    /// Lines.
    public var lines: Int64 = 0
    /// Amount without tax, in minor units.
    public var net = MinorUnits.zero
    /// Tax, in minor units.
    public var tax = MinorUnits.zero
  }

  /// Something a person should look at.
  public struct Doubt: Hashable, Sendable {
    /// What.
    public var doubt: ReturnDoubt
    /// Index of the document.
    public var document: Int
    /// Number of the line in it.
    public var line: Int64
  }

  private struct RestKey: Hashable {
    var store: String
    var reason: LeftOut
    var currency: Currency
  }

  /// What goes where.
  public let rules: Rules
  /// The documents that figures and doubts name, in the order of the ledger.
  public private(set) var documents: [DeclaredLine.Document] = []
  /// What a person should look at, in the order of the ledger.
  public private(set) var doubts: [Doubt] = []
  /// The sums of the figures.
  public private(set) var sums = FigureSums()
  private var rests: [RestKey: (rest: Rest, last: Int64)] = [:]
  private var converter: ReturnConverter

  /// The exchange rates; `nil` for none, which leaves out what would have to be converted.
  public var fixings: ECBFixings? {
    get { converter.fixings }
    set { if let newValue { converter.fixings = newValue } }
  }

  private var placed: [FigureKey: MinorUnits] = [:]

  /// An empty sheet.
  ///
  /// - Parameter fixings: the exchange rates; `nil` for none, which leaves out what would have to be converted.
  public init(_ rules: Rules, fixings: ECBFixings? = nil) {
    self.rules = rules
    converter = ReturnConverter(to: rules.currency, fixings: fixings)
  }

  /// Adds a line; the lines of one document come one after another.
  public mutating func add(_ line: DeclaredLine) {
    if let open = documents.last, open.id != line.document.id { close() }
    if let omission = line.omission, !line.isSupplyAbroad { return leaveOut(line, .omitted(omission)) }
    guard let amounts = converter.amounts(of: line) else {
      // Only what belongs into the return is worth a look.
      if case .leftOut(let reason) = rules.place(line, LineAmounts(net: line.net, tax: line.tax)) {
        return leaveOut(line, reason)
      }
      doubt(.noExchangeRate, line)
      return leaveOut(line, .noExchangeRate)
    }
    switch rules.place(line, amounts) {
    case .leftOut(let reason): leaveOut(line, reason)
    case .figures(let entries, let doubts):
      for entry in entries { add(entry, index(of: line.document)) }
      for doubt in doubts { self.doubt(doubt, line) }
    }
  }

  /// Ends the last document.
  public mutating func finish() {
    close()
  }

  /// The figures, in the order of the form.
  public var figures: [Figure] { rules.figures(sums) }

  /// What is not in the return, by store, reason and currency.
  public var rest: [Rest] {
    rests.values.map(\.rest).sorted {
      ($0.store, $0.reason.name, $0.currency.code) < ($1.store, $1.reason.name, $1.currency.code)
    }
  }

  private mutating func add(_ entry: Placement.Entry, _ document: Int) {
    sums.add(entry.amount, to: entry.key, document: document)
    placed[entry.key] = MinorUnits((placed[entry.key] ?? .zero).count &+ entry.amount.count)
  }

  private mutating func close() {
    guard let document = documents.last, !placed.isEmpty else { return }
    for entry in rules.close(document, placed) {
      sums.add(entry.amount, to: entry.key, document: documents.count - 1)
    }
    placed.removeAll(keepingCapacity: true)
  }

  private mutating func doubt(_ doubt: ReturnDoubt, _ line: DeclaredLine) {
    doubts.append(Doubt(doubt: doubt, document: index(of: line.document), line: line.number))
  }

  private mutating func index(of document: DeclaredLine.Document) -> Int {
    if documents.last?.id != document.id { documents.append(document) }
    return documents.count - 1
  }

  private mutating func leaveOut(_ line: DeclaredLine, _ reason: LeftOut) {
    let key = RestKey(store: line.document.store, reason: reason, currency: line.document.currency)
    var (rest, last) = rests[key] ?? (Rest(store: key.store, reason: reason, currency: key.currency), .min)
    if last != line.document.id { rest.documents += 1 }
    rest.lines += 1
    rest.net = MinorUnits(rest.net.count &+ line.net.count)
    rest.tax = MinorUnits(rest.tax.count &+ line.tax.count)
    rests[key] = (rest, line.document.id)
  }
}

extension DeclaredLine {
  /// Whether it is a service whose place of supply lies outside the seller's tax area: outside the scope of the tax, and
  /// yet declared.
  public var isSupplyAbroad: Bool {
    terms.scheme == .nonEUService && terms.treatment == .outOfScope
      && Omission(status: document.status, treatment: .taxed) == nil
  }
}
