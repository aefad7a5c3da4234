import Books
import Commerce
import Pipeline

/// The first line of a Buchungsstapel: 31 fields that say whose books these are and which month.
struct DATEVHeader {
  let client: DATEVClient
  /// Name of the chart of accounts.
  let chart: String
  let month: CivilMonth
  /// When the last entry was sealed, in seconds since 1970: what makes the same entries give the same bytes.
  let sealedAt: Int64

  /// The line, without its end.
  var line: String {
    let quoted = DATEVRow.quoted
    let fields = [
      quoted("EXTF"), "700", "21", quoted("Buchungsstapel"), "13", moment, "", quoted("SL"), quoted("shopledger"),
      quoted(""), String(client.consultant), String(client.client), Self.day(fiscalYear),
      String(client.accountLength), Self.day(month.firstDay), Self.day(month.lastDay),
      quoted("Shops \(month)"), quoted(client.initials), "1", "0", client.isFinal ? "1" : "0", quoted("EUR"), "",
      quoted(""), "", "", quoted(Self.charts[chart] ?? ""), "", "", quoted(""), quoted(""),
    ]
    return fields.joined(separator: ";")
  }

  /// The first day of the fiscal year that the month lies in.
  private var fiscalYear: CivilDate {
    let back = (month.month - client.fiscalYearStart + 12) % 12
    return CivilMonth(ordinal: month.ordinal - Int32(back)).firstDay
  }

  /// The instant as `yyyyMMddHHmmssSSS`.
  private var moment: String {
    Instant(seconds: sealedAt).description.filter(\.isNumber) + "000"
  }

  private static func day(_ date: CivilDate) -> String { date.description.filter(\.isNumber) }

  /// DATEV's words for charts of accounts.
  private static let charts = ["skr03": "03", "skr04": "04"]
}
