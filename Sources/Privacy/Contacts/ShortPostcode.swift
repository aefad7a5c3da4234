/// A postcode that tells a region and no longer a street.
public enum ShortPostcode {
  /// The part of a postcode that stays of an erased person; `nil` where nothing is left.
  ///
  /// In the United Kingdom, Ireland, Canada and the Netherlands the part that names the post town or district; elsewhere the
  /// first half of the letters and digits, of five the first three, which in the United States is the sectional centre.
  ///
  /// - Parameter country: ISO code of the country; `nil` when it is not known.
  public static func of(_ postcode: String, country: String?) -> String? {
    let characters = postcode.uppercased().filter { $0.isLetter || $0.isNumber }
    let kept: Int =
      switch country {
      // The inward part is a digit and two letters.
      case "GB", "GG", "JE", "IM", "GI": max(0, characters.count - 3)
      // The routing key, and the forward sortation area.
      case "IE", "CA": min(3, characters.count)
      case "NL": min(4, characters.count)
      case "US": min(3, characters.count)
      default: (characters.count + 1) / 2
      }
    let short = String(characters.prefix(kept))
    return short.isEmpty ? nil : short
  }
}
