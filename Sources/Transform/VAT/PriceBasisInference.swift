import Commerce

/// Tells from a document's own figures whether its prices include tax: the lines add up to the total with the tax or
/// without it.
struct PriceBasisInference {
  /// What the figures say.
  struct Result: Equatable {
    /// Whether prices include tax; undetermined when there is no tax to tell by.
    var basis: PriceBasis
    /// What the total is above the lines and, where prices are net, the tax; in minor units.
    var residue: Int64
  }

  /// Compares the sum of the lines with the total; all amounts in minor units.
  ///
  /// - Parameter declared: the basis that the definition declares; `nil` to infer it.
  static func infer(lines: Int64, tax: Int64, total: Int64, declared: PriceBasis?) -> Result {
    let asGross = total &- lines
    let asNet = asGross &- tax
    switch declared {
    case .net: return Result(basis: .net, residue: asNet)
    case .gross: return Result(basis: .gross, residue: asGross)
    case .undetermined, nil: break
    }
    if tax == 0 { return Result(basis: .undetermined, residue: asGross) }
    return asGross.magnitude <= asNet.magnitude
      ? Result(basis: .gross, residue: asGross) : Result(basis: .net, residue: asNet)
  }
}
