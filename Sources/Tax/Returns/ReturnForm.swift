import Commerce

/// The names of the returns of states, and the boxes that kinds of supply belong to.
enum ReturnForm {
  /// What a box is for.
  enum Entry {
    case taxed(TaxRate?)
    case exempt
    case export
    case intraCommunity
    case triangulation
    case serviceToUnion
    case outsideScope
  }

  /// The return of a state; one that is not known by its own name is called after the state.
  static func name(_ state: String) -> String { names[state] ?? "\(state)_VAT" }

  private static let names: [String: String] = [
    "AT": "AT_U30", "CH": "CH_MWST", "DE": "DE_UStVA", "FR": "FR_CA3", "GB": "UK_VAT", "XI": "UK_VAT",
    "IE": "IE_VAT3", "NL": "NL_BTW", "PL": "PL_JPK_V7", "RO": "RO_D300", "AU": "AU_BAS", "CA": "CA_GST34",
  ]

  /// The return of a state with the box of an entry; empty where the return has none for it.
  static func box(_ state: String, _ entry: Entry) -> String {
    switch state {
    case "DE": german(entry)
    case "GB", "XI": british(entry)
    case "NL": dutch(entry)
    case "IE": "IE_VAT3_\(isTaxed(entry) ? "T1" : "E1")"
    case "CA": "CA_GST34:101"
    case "AU": isExport(entry) ? "AU_BAS:G1,G2" : "AU_BAS:G1,1A"
    default: name(state)
    }
  }

  /// The recapitulative statement with its code; the United Kingdom's had none.
  static func salesList(_ state: String, _ code: String) -> String { state == "GB" ? "ESL" : "ESL:\(code)" }

  private static func german(_ entry: Entry) -> String {
    switch entry {
    case .taxed(let rate):
      switch rate?.thousandths {
      case 19_000: "DE_UStVA_Kz81"
      case 7_000: "DE_UStVA_Kz86"
      case 0: "DE_UStVA_Kz87"
      default: "DE_UStVA_Kz35"
      }
    case .exempt: "DE_UStVA_Kz48"
    case .export: "DE_UStVA_Kz43"
    case .intraCommunity: "DE_UStVA_Kz41"
    case .triangulation: "DE_UStVA_Kz42"
    case .serviceToUnion: "DE_UStVA_Kz21"
    case .outsideScope: "DE_UStVA_Kz45"
    }
  }

  private static func british(_ entry: Entry) -> String {
    switch entry {
    case .taxed(let rate): rate == .zero ? "UK_VAT_BOX6" : "UK_VAT_BOX1_6"
    case .intraCommunity: "UK_VAT_BOX6_8"
    // The middle of three traders makes its statement by buyer, and no entry in a box.
    case .triangulation: ""
    case .exempt, .export, .serviceToUnion, .outsideScope: "UK_VAT_BOX6"
    }
  }

  private static func dutch(_ entry: Entry) -> String {
    switch entry {
    case .taxed(let rate):
      rate == .zero ? "NL_BTW_1e" : (rate ?? .zero) < TaxRate(thousandths: 15_000) ? "NL_BTW_1b" : "NL_BTW_1a"
    case .exempt: "NL_BTW_1e"
    case .export: "NL_BTW_3a"
    case .intraCommunity, .triangulation, .serviceToUnion: "NL_BTW_3b"
    case .outsideScope: "NL_BTW_1e"
    }
  }

  private static func isTaxed(_ entry: Entry) -> Bool {
    if case .taxed = entry { return true }
    return false
  }

  private static func isExport(_ entry: Entry) -> Bool {
    if case .export = entry { return true }
    return false
  }
}
