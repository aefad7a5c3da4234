/// Logarithms to the base of two, without a mathematical library.
enum BinaryLogarithm {
  /// The logarithm of a positive number.
  static func of(_ number: Double) -> Double {
    // ln((1+z)/(1−z)) = 2(z + z³/3 + z⁵/5 + …), with z below 0.18 for significands around one.
    var significand = number.significand
    var exponent = Double(number.exponent)
    if significand > 1.414_213_562_373_095 {
      significand /= 2
      exponent += 1
    }
    let z = (significand - 1) / (significand + 1)
    var power = z
    var sum = 0.0
    for odd in stride(from: 1.0, through: 23.0, by: 2.0) {
      sum += power / odd
      power *= z * z
    }
    return exponent + 2 * sum * 1.442_695_040_888_963_4
  }

  /// Two to the power of a number.
  static func power(_ exponent: Double) -> Double {
    let bounded = min(max(exponent, -1000), 1000)
    let whole = bounded.rounded(.down)
    let rest = (bounded - whole) * 0.693_147_180_559_945_3
    var term = 1.0
    var sum = 1.0
    for number in stride(from: 1.0, through: 18.0, by: 1.0) {
      term *= rest / number
      sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(whole), significand: 1)
  }
}
