/// Recognises files whose every physical line was saved as one quoted cell.
struct WrappedLines {
  /// The repaired sample, read with its delimiter.
  var trial: DelimiterTrial
  /// Why, as a sentence for a person.
  var evidence: String

  /// `nil` when the lines are not wrapped, or unwrapping them explains nothing better than `asItIs` does.
  ///
  /// Lines without a quote of their own may stand unwrapped: Excel quotes only cells that need it.
  init?(_ text: [UInt8], _ dialect: CSVDialect, atEnd: Bool, asItIs: DelimiterTrial?) {
    var lines = text.split(separator: .lf, omittingEmptySubsequences: true)
    if !atEnd, lines.count > 1 { lines.removeLast() }
    let unbroken = lines.map { $0.last == .cr ? $0.dropLast() : $0 }.filter { !$0.isEmpty }
    let quoted = unbroken.filter { $0.contains(UInt8(ascii: "\"")) }
    let wrapped = quoted.filter { LineUnwrapping.wrapped($0) != nil }
    guard !wrapped.isEmpty, wrapped.count == quoted.count else { return nil }
    var repaired: [UInt8] = []
    for line in unbroken { LineUnwrapping.append(line + [.lf], to: &repaired) }
    var inner = dialect
    inner.lineBreak = .lf
    guard var trial = DelimiterTrial.best(repaired, inner, atEnd: true, delimiter: nil), trial.modalCount > 2,
      trial.consistency > 0.9, trial.score > asItIs?.score ?? 0, trial.counts.first == trial.modalCount
    else { return nil }
    trial.dialect.wrappedLines = true
    trial.dialect.lineBreak = dialect.lineBreak
    self.trial = trial
    evidence =
      "each of \(wrapped.count) lines with quotes is one quoted cell that holds a whole line, as Excel saves a file "
      + "of another delimiter"
  }
}
