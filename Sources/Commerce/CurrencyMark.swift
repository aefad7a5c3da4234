/// Currency symbols and codes beside an amount.
enum CurrencyMark {
  /// UTF-8 of the symbols that shops print.
  private static let symbols: [[UInt8]] = [
    "$", "€", "£", "¥", "₹", "₩", "₺", "₽", "zł", "Kč", "kr.", "kr", "Fr.", "R$",
  ]
  .map { Array($0.utf8) }.sorted { $0.count > $1.count }

  /// Widths of a currency mark at the start and at the end of `bytes[start..<end]`; one of them is 0.
  static func around(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (head: Int, tail: Int)? {
    if let width = width(bytes, start, end, { width in start..<start + width }) { return (width, 0) }
    if let width = width(bytes, start, end, { width in end - width..<end }) { return (0, width) }
    return nil
  }

  private static func width(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ place: (Int) -> Range<Int>
  ) -> Int? {
    if end - start > 3 {
      let letters = place(3)
      if Currency(bytes.extracting(letters)) != nil { return 3 }
    }
    for symbol in symbols where symbol.count < end - start {
      let range = place(symbol.count)
      if range.indices.allSatisfy({ bytes[$0] == symbol[$0 - range.lowerBound] }) { return symbol.count }
    }
    return nil
  }
}
