/// Days as Amazon's tax reports write them: `31-12-2024`, `31.12.2024` after a spreadsheet, `28-Aug-2026 UTC`.
enum ReportDay {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The day as ISO 8601; `nil` when it is written in another form, `01/02/2020` among them: which of the two is the month
  /// is not to be guessed.
  static func iso(_ text: String) -> String? {
    let words = text.split(separator: " ")
    guard let first = words.first, words.count == 1 || (words.count == 2 && words[1] == "UTC") else { return nil }
    let parts = first.split(whereSeparator: { "-./".contains($0) }).map(String.init)
    guard parts.count == 3, parts[0].count <= 2, parts[2].count == 4, let day = Int(parts[0]), let year = Int(parts[2])
    else { return nil }
    if let month = months.firstIndex(of: parts[1].lowercased()) { return written(year, month + 1, day) }
    guard let month = Int(parts[1]), !first.contains("/") || day > 12 || day == month else { return nil }
    return written(year, month, day)
  }

  private static func written(_ year: Int, _ month: Int, _ day: Int) -> String {
    "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
