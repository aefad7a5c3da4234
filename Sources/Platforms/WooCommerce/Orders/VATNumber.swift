import Columns
import Formats

/// Finds the buyer's VAT number among the meta data of an order: every plugin has a key of its own.
struct VATNumber {
  /// The keys in the order in which they count, in small letters, each with the plugin that writes it.
  static let keys: [(key: String, plugin: String)] = [
    ("_billing_vat_number", "WooCommerce EU VAT Number"), ("_vat_number", "WooCommerce EU VAT Number before 2.3.21"),
    ("vat_number", "Aelia EU VAT Assistant"), ("_billing_eu_vat_number", "WPFactory EU VAT Manager, Booster"),
    ("vat number", "EU/UK VAT Compliance"), ("_billing_vat_id", "Germanized Pro"),
    ("_shipping_vat_id", "Germanized Pro"), ("billing_vat", "German Market"), ("yweu_billing_vat", "YITH EU VAT"),
    ("_billing_eu_vat", "WCEV"), ("_billing_dic_dph", "WPify for Slovakia"), ("_billing_dic", "WPify for Czechia"),
    ("_billing_nif", "Spanish plugins"), ("_billing_partita_iva", "Italian plugins"),
    ("_billing_piva", "Italian plugins"), ("_billing_btw_nummer", "Belgian plugins"),
    ("_oss_vat_number", "OSS plugins"), ("_billing_gstin", "Indian plugins"), ("_billing_cnpj", "Brazilian plugins"),
    ("_eu_vat_evidence", "Aelia EU VAT Assistant"),
  ]

  /// Keys by which plugins say whether a number is valid.
  static let validity: Set<String> = ["_vat_number_is_valid", "_vat_number_is_validated", "_vat_number_validated"]

  private static let places = Dictionary(
    uniqueKeysWithValues: keys.enumerated().map { ($0.element.key, $0.offset) })

  /// What the meta data say.
  struct Found {
    var number = TextRange.empty
    var key = TextRange.empty
    var validity = TextRange.empty
    var isExempt = TextRange.empty
  }

  /// Keys that the store's settings name; they count before all others.
  let ownKeys: [String]

  /// Reads the meta data of an order.
  func find(
    _ meta: JSONElement?, _ reader: ObjectReader, _ text: inout TextArena, _ unknown: inout UnknownFields
  ) -> Found {
    var found = Found()
    var best = Int.max
    for entry in reader.payload.elements(of: meta) {
      let fields = reader.fields(entry, OrderFields.meta, &unknown)
      let key = reader.string(fields[0]).lowercased()
      if key == "is_vat_exempt" { found.isExempt = reader.cell(fields[1], &text) }
      if Self.validity.contains(key) { found.validity = reader.cell(fields[1], &text) }
      guard let place = place(key), place < best else { continue }
      let value = value(fields[1], key, reader)
      let number = reader.cell(value, &text)
      guard text[number].contains(where: { $0 > 0x20 }) else { continue }
      best = place
      found.number = number
      found.key = reader.cell(fields[0], &text)
    }
    return found
  }

  /// Whether an order was taken as exempt without a number of its own, so that only the customer's account may have one.
  func isMissing(_ meta: JSONElement?, _ reader: ObjectReader) -> Bool {
    var isExempt = false
    for entry in reader.payload.elements(of: meta) {
      let key = reader.string(reader.payload["key", in: entry]).lowercased()
      let value = reader.payload["value", in: entry]
      if key == "is_vat_exempt" { isExempt = reader.string(value) == "yes" }
      if place(key) != nil, !reader.string(self.value(value, key, reader)).isEmpty { return false }
    }
    return isExempt
  }

  /// The place of a key; accounts have the same ones without the underscore in front.
  private func place(_ key: String) -> Int? {
    ownKeys.firstIndex(of: key) ?? (Self.places[key] ?? Self.places["_\(key)"]).map { $0 + ownKeys.count }
  }

  /// The number itself; of Aelia's evidence the one by which the order was exempt.
  private func value(_ value: JSONElement?, _ key: String, _ reader: ObjectReader) -> JSONElement? {
    guard let value else { return nil }
    switch reader.payload.kind(value) {
    case .string, .number: return value
    case .object where key == "_eu_vat_evidence":
      return reader.payload["vat_number", in: reader.payload["exemption", in: value]]
    default: return nil
    }
  }
}
