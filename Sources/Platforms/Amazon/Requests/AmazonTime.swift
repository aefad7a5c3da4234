import Commerce

/// Times as Amazon writes them.
enum AmazonTime {
  /// Milliseconds since 1970 as `20261125T041500Z`.
  static func compact(_ milliseconds: Int64) -> String {
    Instant(seconds: milliseconds / 1_000).description.filter { $0 != "-" && $0 != ":" }
  }

  /// Seconds since 1970 as `2026-11-25T04:15:00Z`.
  static func text(_ seconds: Int64) -> String { Instant(seconds: seconds).description }

  /// Seconds since 1970 as `2026-11-25T04:15:00+00:00`, as report files have it.
  static func offsetText(_ seconds: Int64) -> String { text(seconds).dropLast() + "+00:00" }

  /// Seconds since 1970 of an ISO 8601 time; fractions of a second are cut off, a time without a zone is UTC.
  ///
  /// `nil` for anything else: sandboxes answer `1.569521782042E9` as the end of a window.
  static func seconds(_ text: some Sequence<UInt8>) -> Int64? {
    let bytes = Array(text)
    guard case .value(let moment) = DateGrammar.auto.parse(bytes.span) else { return nil }
    return moment.instant().seconds
  }
}
