/// The texts that keys are made of, from texts as tests write them down.
import Commerce
import Matching
import Testing

enum Keys {
  /// A text that must have been made: two texts without one do not match, and must not seem to.
  static func made(_ text: [UInt8]?) throws -> [UInt8] { try #require(text) }

  static func sourceID(_ id: String, store: String = "shop") -> [UInt8]? {
    let id = Array(id.utf8)
    return text(store: store) { $0.sourceID(id.span) }
  }

  static func email(_ address: String) -> [UInt8]? {
    let address = Array(address.utf8)
    return text { $0.email(address.span) }
  }

  static func phone(_ number: String, _ country: String? = nil) -> [UInt8]? {
    let number = Array(number.utf8)
    return text { $0.phone(number.span, country: country.flatMap { Country($0) }) }
  }

  static func person(_ name: String, _ address: String, _ postcode: String, city: String = "") -> [UInt8]? {
    let (name, address, postcode) = (Array(name.utf8), Array(address.utf8), Array(postcode.utf8))
    let city = Array(city.utf8)
    return text {
      $0.nameAndAddress(name: name.span, address: address.span, postcode: postcode.span, city: city.span)
    }
  }

  static func vatID(_ number: String) -> [UInt8]? {
    let number = Array(number.utf8)
    return text { $0.vatID(number.span) }
  }

  private static func text(store: String = "shop", _ make: (inout MatchTexts) -> Bool) -> [UInt8]? {
    var texts = MatchTexts(store: store)
    return make(&texts) ? texts.bytes : nil
  }
}
