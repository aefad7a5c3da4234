/// Match keys of texts as tests write them down.
import Commerce
import Matching
import Testing

enum Keys {
  /// A key that must have been made: two texts without one do not match, and must not seem to.
  static func made(_ key: Int64?) throws -> Int64 { try #require(key) }

  static func sourceID(_ id: String, store: String = "shop") -> Int64? {
    var maker = MatchKeyMaker(store: store)
    let id = Array(id.utf8)
    return maker.sourceID(id.span)
  }

  static func email(_ address: String) -> Int64? {
    var maker = MatchKeyMaker(store: "shop")
    let address = Array(address.utf8)
    return maker.email(address.span)
  }

  static func phone(_ number: String, _ country: String? = nil) -> Int64? {
    var maker = MatchKeyMaker(store: "shop")
    let number = Array(number.utf8)
    return maker.phone(number.span, country: country.flatMap { Country($0) })
  }

  static func person(_ name: String, _ address: String, _ postcode: String) -> Int64? {
    var maker = MatchKeyMaker(store: "shop")
    let (name, address, postcode) = (Array(name.utf8), Array(address.utf8), Array(postcode.utf8))
    return maker.nameAndAddress(name: name.span, address: address.span, postcode: postcode.span)
  }
}
