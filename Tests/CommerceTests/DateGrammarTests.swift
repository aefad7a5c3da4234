/// What each date grammar takes and why it refuses the rest.
import Commerce
import Testing

@Suite struct DateGrammarTests {
  @Test(
    "Patterns read the date, the time and the offset",
    arguments: [
      ("yyyy-MM-dd HH:mm:ss Z", "2023-01-01 00:00:00 +0100", "2023-01-01 00:00:00 3600"),
      ("yyyy-MM-dd HH:mm:ss Z", "2023-07-15 23:59:59 -0330", "2023-07-15 23:59:59 -12600"),
      ("yyyy-MM-dd HH:mm:ss Z", "2014-01-31 11:56:52 UTC", "2014-01-31 11:56:52 0"),
      ("yyyy-MM-dd HH:mm:ss", "2010-12-01 08:26:00", "2010-12-01 08:26:00 -"),
      ("yyyy-MM-dd", "2010-12-01", "2010-12-01 00:00:00 -"), ("yyyyMMdd", "20101201", "2010-12-01 00:00:00 -"),
      ("dd/MM/yyyy", "03/02/2011", "2011-02-03 00:00:00 -"),
      ("MM/dd/yyyy HH:mm", "02/03/2011 08:05", "2011-02-03 08:05:00 -"),
      ("M/d/yyyy H:mm", "12/1/2010 8:26", "2010-12-01 08:26:00 -"), ("d.M.yyyy", "1.2.2011", "2011-02-01 00:00:00 -"),
      ("dd.MM.yyyy", "31.12.2010", "2010-12-31 00:00:00 -"), ("dd.MM.yy", "31.12.10", "2010-12-31 00:00:00 -"),
      ("yyyy-MM-dd'T'HH:mm:ssXXX", "2023-01-01T12:30:00+05:30", "2023-01-01 12:30:00 19800"),
      ("yyyy-MM-dd'T'HH:mm:ssXXX", "2023-01-01T12:30:00Z", "2023-01-01 12:30:00 0"),
      ("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2023-01-01T12:30:00.123Z", "2023-01-01 12:30:00 0"),
      ("MMM d, yyyy h:mm:ss a", "Nov 1, 2023 12:17:20 AM", "2023-11-01 00:17:20 -"),
      ("dd MMMM yyyy", "30 October 2026", "2026-10-30 00:00:00 -"),
      ("yyyy-MM-dd", " 2010-12-01 ", "2010-12-01 00:00:00 -"),
      ("dd 'o''clock' MM yyyy", "01 o'clock 02 2011", "2011-02-01 00:00:00 -"),
    ])
  func patterns(_ pattern: String, _ text: String, _ expected: String) throws {
    #expect(Self.words(try DateGrammar(pattern: pattern).parse(text)) == expected)
  }

  @Test(
    "What does not fit the pattern is refused with its reason",
    arguments: [
      ("yyyy-MM-dd", "2011-02-31", .impossibleDate), ("dd/MM/yyyy", "12/13/2011", .impossibleDate),
      ("dd/MM/yyyy", "01/02/11", .twoDigitYear), ("yyyy-MM-dd", "01/02/2011", .otherFormat),
      ("yyyy-MM-dd", "2011-02-01 10:00", .otherFormat), ("yyyy-MM-dd HH:mm:ss", "2011-02-01 25:00:00", .impossibleTime),
      ("yyyy-MM-dd HH:mm:ss", "2011-02-01 23:60:00", .impossibleTime), ("dd.MM.yyyy", "44927", .serialNumber),
      ("dd.MM.yy", "31.12.2010", .otherFormat), ("yyyy-MM-dd HH:mm:ss Z", "2011-02-01 10:00:00", .otherFormat),
      ("h:mm a d/M/yyyy", "13:00 PM 1/1/2011", .impossibleTime), ("yyyy-MM-dd", "2O11-02-01", .otherFormat),
      ("yyyy-MM-dd HH:mm:ss Z", "2011-02-01 10:00:00 +9900", .otherFormat),
    ] as [(String, String, DateFault)])
  func refused(_ pattern: String, _ text: String, _ fault: DateFault) throws {
    #expect(try DateGrammar(pattern: pattern).parse(text) == .invalid(fault))
  }

  @Test(
    "Without a pattern, ISO forms are taken",
    arguments: [
      ("2024-11-10", "2024-11-10 00:00:00 -"), ("2024-11-10 08:05", "2024-11-10 08:05:00 -"),
      ("2024-11-10T08:05:06", "2024-11-10 08:05:06 -"), ("2024-11-10T08:05:06.789Z", "2024-11-10 08:05:06 0"),
      ("2024-11-10 08:05:06 +0100", "2024-11-10 08:05:06 3600"),
      ("2024-11-10 08:05:06+01:00", "2024-11-10 08:05:06 3600"),
      ("2024-11-10 08:05:06 UTC", "2024-11-10 08:05:06 0"),
    ])
  func automatic(_ text: String, _ expected: String) { #expect(Self.words(DateGrammar.auto.parse(text)) == expected) }

  @Test("Without a pattern, what could be two dates is ambiguous")
  func ambiguous() {
    for text in ["10/11/2024", "1.2.2011", "01-02-2011", "10/11/2024 08:00"] {
      #expect(DateGrammar.auto.parse(text) == .ambiguous, "\(text)")
    }
  }

  @Test(
    "Without a pattern, other forms are refused with their reason",
    arguments: [
      ("13/11/2024", .otherFormat), ("10/11/24", .twoDigitYear), ("44927", .serialNumber),
      ("2024-02-30", .impossibleDate),
      ("2024-11-10 24:00", .impossibleTime), ("20241110", .otherFormat), ("Nov 10, 2024", .otherFormat),
      ("2024-11-10x", .otherFormat), ("yesterday", .otherFormat), ("2024-11-10 08:05:06 PST", .otherFormat),
    ] as [(String, DateFault)])
  func automaticRefused(_ text: String, _ fault: DateFault) { #expect(DateGrammar.auto.parse(text) == .invalid(fault)) }

  @Test("Blanks are no date and no fault")
  func empty() throws {
    #expect(DateGrammar.auto.parse("") == .empty)
    #expect(try DateGrammar(pattern: "yyyy-MM-dd").parse("   ") == .empty)
  }

  @Test("Patterns that cannot work are refused when they are compiled")
  func patternFaults() {
    #expect(throws: DatePatternFault.unknownFields(["Q"])) { try DateGrammar(pattern: "yyyy-MM-dd Q") }
    #expect(throws: DatePatternFault.unknownFields(["yyy", "D"])) { try DateGrammar(pattern: "yyy-MM-D") }
    #expect(throws: DatePatternFault.incomplete) { try DateGrammar(pattern: "yyyy-MM") }
    #expect(throws: DatePatternFault.unclosedQuote) { try DateGrammar(pattern: "yyyy-MM-dd'T") }
  }

  @Test("An instant takes the written offset, or the assumed one where none is written")
  func instants() throws {
    guard case .value(let moment) = DateGrammar.auto.parse("2023-01-01 00:30:00 +0100") else {
      Issue.record("not read")
      return
    }
    #expect(moment.instant().description == "2022-12-31T23:30:00Z")
    #expect(moment.date.description == "2023-01-01")
    #expect(moment.instant().local(offset: 3_600) == moment)
    #expect(LocalMoment(date: moment.date).instant(assuming: -3_600).description == "2023-01-01T01:00:00Z")
    #expect(Instant(seconds: -1).description == "1969-12-31T23:59:59Z")
  }

  private static func words(_ parsed: ParsedDate) -> String {
    guard case .value(let moment) = parsed else { return "\(parsed)" }
    return "\(moment.date) \(moment.timeDescription) \(moment.offset.map(String.init) ?? "-")"
  }
}
