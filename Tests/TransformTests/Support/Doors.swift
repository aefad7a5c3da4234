/// Sellers and the services that stages are compiled with.
import Pipeline

/// Business files.
enum Sellers {
  static let german = seller("DE", "EUR", registrations: #"{ "country": "DE", "from": "2015-01-01" }"#)

  /// A trader in the United Kingdom while it was a member of the European Union, below the thresholds of its neighbours.
  static let british = seller(
    "GB", "GBP", registrations: #"{ "country": "GB", "from": "2009-01-01" }"#,
    distanceSales: #"{ "from": "2009-01-01", "taxed_at": "origin" }"#)

  static func seller(
    _ country: String, _ currency: String, registrations: String = "", distanceSales: String = ""
  ) -> String {
    #"""
    { "legal_name": "Seller", "country": "\#(country)", "base_currency": "\#(currency)", "time_zone": "Europe/Berlin",
      "chart_of_accounts": "skr03", "vat_registrations": [ \#(registrations) ],
      "distance_sales": [ \#(distanceSales) ] }
    """#
  }
}

/// What stages may ask of the rest of the program.
enum Doors {
  /// Services over files in memory and a directory of contacts.
  static func services(
    files: [String: String] = [:], contacts: (any ContactDirectory)? = nil
  ) -> StageServices {
    StageServices(
      workingDirectory: "/",
      readFile: { path throws(RunFailure) in
        guard let text = files[path] else {
          throw RunFailure("E7001", .sourceUnavailable, "there is no file \"\(path)\"")
        }
        return Array(text.utf8)
      }, contacts: contacts)
  }
}
