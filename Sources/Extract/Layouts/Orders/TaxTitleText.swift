import Commerce

/// Titles of taxes as the `vat` stage reads them: with the percentage at the end.
enum TaxTitleText {
  /// The title with its percentage at the end, where it names exactly one and has it elsewhere, as `VAT 19% DE` does.
  static func rated(_ title: String) -> String {
    guard let only = percentage(title), only.endIndex != title.endIndex else { return title }
    return "\(title) \(only)"
  }

  /// The percentage that a title names, where it names exactly one.
  static func percent(_ title: String) -> Exact? {
    percentage(title).flatMap { Exact($0.filter { $0 != "%" && !$0.isWhitespace }.replacing(",", with: ".")) }
  }

  private static func percentage(_ title: String) -> Substring? {
    let percentages = title.matches(of: /[0-9]+(?:[.,][0-9]+)?\s?%/)
    return percentages.count == 1 ? percentages.first?.output : nil
  }
}
