/// The 125 columns of DATEV's Buchungsstapel, format version 13, in their order.
///
/// Names and quoting are those of the format's description at developer.datev.de; columns are numbered from 1 as it
/// numbers them.
enum DATEVColumns {
  /// A column.
  struct Column {
    let name: String
    /// Text is quoted even where it is empty; numbers, dates and accounts never are.
    let isText: Bool
  }

  /// All of them.
  static let all: [Column] =
    start + pairs("Beleginfo - Art ", "Beleginfo - Inhalt ", 8) + middle
    + pairs("Zusatzinformation - Art ", "Zusatzinformation- Inhalt ", 20) + end

  private static let start: [Column] = [
    number("Umsatz (ohne Soll/Haben-Kz)"), text("Soll/Haben-Kennzeichen"), text("WKZ Umsatz"), number("Kurs"),
    number("Basis-Umsatz"), text("WKZ Basis-Umsatz"), number("Konto"), number("Gegenkonto (ohne BU-Schlüssel)"),
    text("BU-Schlüssel"), number("Belegdatum"), text("Belegfeld 1"), text("Belegfeld 2"), number("Skonto"),
    text("Buchungstext"), number("Postensperre"), text("Diverse Adressnummer"), number("Geschäftspartnerbank"),
    number("Sachverhalt"), number("Zinssperre"), text("Beleglink"),
  ]

  private static let middle: [Column] = [
    text("KOST1 - Kostenstelle"), text("KOST2 - Kostenstelle"), number("Kost-Menge"),
    text("EU-Land u. UStID (Bestimmung)"), number("EU-Steuersatz (Bestimmung)"), text("Abw. Versteuerungsart"),
    number("Sachverhalt L+L"), number("Funktionsergänzung L+L"), number("BU 49 Hauptfunktionstyp"),
    number("BU 49 Hauptfunktionsnummer"), number("BU 49 Funktionsergänzung"),
  ]

  private static let end: [Column] = [
    number("Stück"), number("Gewicht"), number("Zahlweise"), text("Forderungsart"), number("Veranlagungsjahr"),
    number("Zugeordnete Fälligkeit"), number("Skontotyp"), text("Auftragsnummer"), text("Buchungstyp"),
    number("USt-Schlüssel (Anzahlungen)"), text("EU-Land (Anzahlungen)"), number("Sachverhalt L+L (Anzahlungen)"),
    number("EU-Steuersatz (Anzahlungen)"), number("Erlöskonto (Anzahlungen)"), text("Herkunft-Kz"),
    text("Buchungs GUID"), number("KOST-Datum"), text("SEPA-Mandatsreferenz"), number("Skontosperre"),
    text("Gesellschaftername"), number("Beteiligtennummer"), text("Identifikationsnummer"), text("Zeichnernummer"),
    number("Postensperre bis"), text("Bezeichnung SoBil-Sachverhalt"), number("Kennzeichen SoBil-Buchung"),
    number("Festschreibung"), number("Leistungsdatum"), number("Datum Zuord. Steuerperiode"), number("Fälligkeit"),
    text("Generalumkehr (GU)"), number("Steuersatz"), text("Land"), text("Abrechnungsreferenz"),
    number("BVV-Position"), text("EU-Land u. UStID (Ursprung)"), number("EU-Steuersatz (Ursprung)"),
    number("Abw. Skontokonto"),
  ]

  private static func text(_ name: String) -> Column { Column(name: name, isText: true) }
  private static func number(_ name: String) -> Column { Column(name: name, isText: false) }

  private static func pairs(_ kind: String, _ content: String, _ count: Int) -> [Column] {
    (1...count).flatMap { [text("\(kind)\($0)"), text("\(content)\($0)")] }
  }
}
