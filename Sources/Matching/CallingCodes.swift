import Columns
import Commerce

/// How telephone numbers are written inside a country.
struct DialingPlan: Sendable {
  /// The calling code's digits, such as `49`.
  var callingCode: [UInt8]
  /// The digits dialled before a national number and dropped from an international one, such as `0`.
  var trunkPrefix: [UInt8]
}

/// The dialling plans of the countries in `Data/calling_codes.csv`, after ITU-T E.164 and its list of trunk prefixes.
enum CallingCodes {
  /// The plan of a country; `nil` where none is listed.
  static func plan(of country: Country) -> DialingPlan? { plans[country.stored] }

  private static let plans: [Int32: DialingPlan] = {
    var plans: [Int32: DialingPlan] = [:]
    for line in PackageResources.calling_codes_csv.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard cells.count == 3, let country = Country(String(decoding: cells[0], as: UTF8.self)) else { continue }
      plans[country.stored] = DialingPlan(
        callingCode: Array(cells[1]), trunkPrefix: Array(cells[2]))
    }
    return plans
  }()
}
