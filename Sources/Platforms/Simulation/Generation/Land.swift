/// Where invented people live: real towns with their postcodes, common names, and telephone numbers nobody has.
import Commerce

/// A country as the generator of shops knows it.
struct Land: Sendable {
  /// A town with one of its postcodes.
  struct Town: Sendable {
    let name: String
    let postcode: String
    let region: String
    /// Whether it lies outside its country's VAT area, as Helgoland does.
    let isOutsideVAT: Bool

    init(_ name: String, _ postcode: String, _ region: String = "", outsideVAT: Bool = false) {
      self.name = name
      self.postcode = postcode
      self.region = region
      isOutsideVAT = outsideVAT
    }
  }

  let country: Country
  let code: String
  let givenNames: [String]
  let familyNames: [String]
  let streets: [String]
  /// Whether the house number stands before the street.
  let isNumberFirst: Bool
  /// Telephone numbers as people write them; `#` is any digit. Where a country keeps a range for fiction, it is used.
  let phones: [String]
  /// The ending of a business's name.
  let legalForm: String
  let towns: [Town]

  init?(
    _ code: String, given: String, family: String, streets: String, numberFirst: Bool = false, phones: [String],
    legalForm: String, towns: [Town]
  ) {
    guard let country = Country(code) else { return nil }
    self.country = country
    self.code = code
    givenNames = given.split(separator: " ").map(String.init)
    familyNames = family.split(separator: " ").map { String($0).replacing("_", with: " ") }
    self.streets = streets.split(separator: "|").map(String.init)
    isNumberFirst = numberFirst
    self.phones = phones
    self.legalForm = legalForm
    self.towns = towns
  }

  /// The country's row; the first one for a country that has none.
  static func of(_ country: Country) -> Land? { all.first { $0.country == country } }
}

extension Land {
  /// A person who lives there.
  func person(_ random: inout SeededRandom) -> ShopAddress {
    let street = random.pick(streets)
    let number = 1 + random.below(random.chance(800) ? 60 : 400)
    let addition = random.chance(80) ? " \(random.pick(["a", "b", "2. Stock", "c/o Müller"]))" : ""
    // Few live where VAT does not reach.
    var town = random.pick(towns)
    if town.isOutsideVAT, random.chance(700) { town = towns[0] }
    return ShopAddress(
      firstName: random.pick(givenNames), lastName: random.pick(familyNames), company: "",
      street: isNumberFirst ? "\(number) \(street)\(addition)" : "\(street) \(number)\(addition)", city: town.name,
      postcode: town.postcode, region: town.region, country: country)
  }

  /// A telephone number.
  func phone(_ random: inout SeededRandom) -> String {
    var number = ""
    for letter in random.pick(phones) {
      if letter == "#" { number += "\(random.below(10))" } else { number.append(letter) }
    }
    return number
  }

  /// Whether a postcode there lies outside the country's VAT area.
  func isOutsideVAT(_ postcode: String) -> Bool { towns.contains { $0.isOutsideVAT && $0.postcode == postcode } }
}
