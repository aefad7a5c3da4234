/// People with addresses, as tests of likeness write them down.
import Matching

struct Someone: Sendable {
  var given, family, street, number, city, postcode: String
  var line2: String

  init(
    _ given: String, _ family: String, _ street: String, _ number: String, _ city: String, _ postcode: String,
    line2: String = ""
  ) {
    (self.given, self.family, self.street, self.number) = (given, family, street, number)
    (self.city, self.postcode, self.line2) = (city, postcode, line2)
  }

  /// One of many people who have little in common.
  static func stranger(_ number: Int) -> Someone {
    func word(_ number: Int) -> String {
      var word = ""
      var rest = number &* 2_654_435_761 % 1_000_003
      for _ in 0..<3 {
        word += ["ba", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu"][rest % 10]
        rest /= 10
      }
      return word
    }
    return Someone(
      word(number % 40 + 1), number % 3 == 0 ? "Family\(number % 7)" : word(number + 100), word(number + 1000) + "weg",
      String(number % 60 + 1), word(number % 25 + 500), String(10_000 + number % 25 * 37))
  }

  func record(_ id: Int64) -> DuplicateRecord {
    var record = DuplicateRecord(id: id)
    (record.givenName, record.familyName, record.street, record.houseNumber) = (given, family, street, number)
    (record.city, record.postcode, record.addressLine2) = (city, postcode, line2)
    return record
  }
}
