public import Commerce

/// In which return the lines of one document are declared, and why the rest is in none.
///
/// "Exactly one" is meant of tax: a line's tax is declared once. Lines of one document may lie in several returns, as
/// when a business sells goods and a service with places of their own. Beside it the same line may be told of without
/// its tax, which is no second declaration: an export stands among the untaxed sales of the state that it left; the
/// statement of supplies to businesses of other states repeats what the return of the state has. In Canada alone one
/// line bears two taxes, the federal and the provincial one, which are declared apart and add up to the line's tax.
///
/// A line without tax is counted to the return of the state whose tax it would bear, or else of the one it left.
public struct DeclaredParts: Sendable {
  /// What a return, or a reason to be in none, has of a document; amounts in minor units of its currency.
  public struct Part: Hashable, Sendable {
    /// Name of the return; empty for none.
    public var taxReturn: String
    /// Whose return it is, or would be; `nil` when that is not known.
    public var state: Territory?
    /// Why it is in no return; `nil` when it is in one.
    public var reason: UndeclaredReason?
    /// Amount without tax.
    public var net: MinorUnits
    /// Tax.
    public var tax: MinorUnits

    /// A part.
    public init(
      taxReturn: String, state: Territory?, reason: UndeclaredReason?, net: MinorUnits, tax: MinorUnits
    ) {
      self.taxReturn = taxReturn
      self.state = state
      self.reason = reason
      self.net = net
      self.tax = tax
    }
  }

  /// The parts, in the order in which lines came to them.
  public private(set) var parts: [Part] = []

  /// The parts of a document, without the lines of the one-stop shops, which have builders of their own.
  ///
  /// - Parameters:
  ///   - lines: all other lines of the document.
  ///   - isRegistered: whether the seller is registered in a state, or in a state or province of one.
  public init(of lines: [DeclaredLine], isRegistered: (Territory) -> Bool) {
    let returns = Self.returns(of: lines)
    let standings = returns.map { $0.declaration(of: lines).standings }
    var declared: [DeclaredLine] = []
    for (index, line) in lines.enumerated() {
      if let omission = line.omission, !line.isSupplyAbroad {
        leave(line, .leftOut(.omitted(omission)))
        continue
      }
      let homes = Self.homes(of: line, returns, standings.map { $0[index] })
      guard let first = homes.first else {
        leave(line, Self.reason(line, returns, standings.map { $0[index] }))
        continue
      }
      // Whoever charges tax needs a registration where the tax is due; an untaxed sale is told of where there is one.
      let home = homes.first {
        isRegistered(line.tax == .zero ? returns[$0].state : line.terms.territory ?? returns[$0].state)
      }
      guard let home else {
        leave(line, .notRegistered, returns[first].state)
        continue
      }
      add(Part(taxReturn: returns[home].name, state: returns[home].state, reason: nil, net: line.net, tax: .zero))
      declared.append(line)
    }
    for place in returns {
      let tax = place.declaration(of: declared).tax
      if tax != .zero {
        add(Part(taxReturn: place.name, state: place.state, reason: nil, net: .zero, tax: tax))
      }
    }
  }

  /// The returns of the states that any of the lines has to do with.
  private static func returns(of lines: [DeclaredLine]) -> [StateReturn] {
    var states: [Territory] = []
    for line in lines {
      for state in [line.terms.territory, line.terms.dispatch].compactMap({ $0 }).map(Self.state) {
        if !states.contains(state) { states.append(state) }
      }
    }
    guard let date = lines.first?.document.taxDate else { return [] }
    return states.flatMap { StateReturn.all(of: $0, on: date) }
  }

  /// The state whose return a territory belongs to; a state or province belongs to its country here.
  static func state(_ territory: Territory) -> Territory {
    VATArea.standard.returnState(of: territory)
  }

  /// The returns that a line may be counted to, best first: those that declare its tax; for a line without tax, those
  /// that tell of it.
  private static func homes(
    of line: DeclaredLine, _ returns: [StateReturn], _ standings: [StateReturn.Standing]
  ) -> [Int] {
    let own = line.terms.territory.map(state)
    let order =
      returns.indices.filter { returns[$0].state == own } + returns.indices.filter { returns[$0].state != own }
    return order.filter { line.tax == .zero ? standings[$0].isCounted : standings[$0].isDeclared }
  }

  private static func reason(
    _ line: DeclaredLine, _ returns: [StateReturn], _ standings: [StateReturn.Standing]
  ) -> UndeclaredReason {
    if line.terms.liable == .marketplace { return .leftOut(.marketplace) }
    guard let own = line.terms.territory.map(state) else { return .leftOut(.omitted(.notAssessed)) }
    let indices = returns.indices.filter { returns[$0].state == own }
    for index in indices {
      switch standings[index] {
      case .counted(let doubts): if let doubt = doubts.first { return .doubtful(doubt) }
      case .leftOut(let reason) where reason != .otherTerritory: return .leftOut(reason)
      default: continue
      }
    }
    return indices.isEmpty ? .noReturn : .leftOut(.otherTerritory)
  }

  private mutating func leave(_ line: DeclaredLine, _ reason: UndeclaredReason, _ state: Territory? = nil) {
    let state = state ?? line.terms.territory.map(Self.state)
    add(Part(taxReturn: "", state: state, reason: reason, net: line.net, tax: line.tax))
  }

  private mutating func add(_ part: Part) {
    let same = parts.firstIndex {
      $0.taxReturn == part.taxReturn && $0.state == part.state && $0.reason == part.reason
    }
    guard let same else { return parts.append(part) }
    parts[same].net.count &+= part.net.count
    parts[same].tax.count &+= part.tax.count
  }
}

extension StateReturn.Standing {
  fileprivate var isDeclared: Bool { if case .declared = self { true } else { false } }
  fileprivate var isCounted: Bool { if case .counted = self { true } else { false } }
}
