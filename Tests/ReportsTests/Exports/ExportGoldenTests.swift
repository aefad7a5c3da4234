/// Every posting vector in every format, byte by byte; the oracles read the same files with programs of other people.
import Books
import Commerce
import Foundation
import Pipeline
import Testing

@testable import Reports

@Suite struct ExportGoldenTests {
  /// Whose books, and on which chart.
  private struct Books: Sendable {
    let folder: String
    let entries: [JournalEntry]
    let facts: ExportFacts
  }

  private static let german = Books(folder: "skr03", entries: PostingVectors.entries(.euro), facts: facts("skr03"))
  private static let other = Books(
    folder: "skr04", entries: PostingVectors.entries(.euro, .skr04), facts: facts("skr04"))
  private static let american: Books = {
    var facts = ExportFacts(currency: .usDollar, country: Country("US") ?? Country(stored: 0), chart: "us")
    facts.isWhole = true
    facts.xeroTaxRates = ["US-S": "CA 7.25%", "US-MF": "Marketplace facilitator"]
    return Books(folder: "us", entries: PostingVectors.entries(.usDollar, .international), facts: facts)
  }()

  private static func facts(_ chart: String) -> ExportFacts {
    var facts = ExportSample.facts
    facts.chart = chart
    let codes = ["DE-S", "DE-R", "OSS-S", "IC-0", "EX-0", "MF-0", "UK-S"]
    facts.xeroTaxRates = Dictionary(uniqueKeysWithValues: codes.map { ($0, "Tax \($0)") })
    return facts
  }

  private func check(_ format: String, _ books: Books) throws {
    let format = try #require(JournalFormats.named(format))
    #expect(!books.entries.isEmpty)
    let package = try format.package(books.entries, books.facts)
    #expect(!package.files.isEmpty)
    for file in package.files {
      #expect(file.rows > 0)
      #expect(file.bytes == Golden.bytes("exports/\(books.folder)/\(file.name)", found: file.bytes), "\(file.name)")
    }
  }

  @Test(
    "the vectors whose books are in euros are what their golden files say", arguments: JournalFormats.all.map(\.name))
  func euros(format: String) throws { try check(format, Self.german) }

  @Test(
    "those in dollars are too, in every format but DATEV",
    arguments: JournalFormats.all.map(\.name).filter { $0 != "datev" })
  func dollars(format: String) throws { try check(format, Self.american) }

  @Test("DATEV takes them on the other German chart as well")
  func otherChart() throws { try check("datev", Self.other) }

  @Test("the same entries give the same bytes", arguments: JournalFormats.all.map(\.name))
  func isRepeatable(format: String) throws {
    let format = try #require(JournalFormats.named(format))
    let books = Self.german
    #expect(try format.package(books.entries, books.facts) == format.package(books.entries, books.facts))
  }

  @Test("no entries are no mistake", arguments: JournalFormats.all.map(\.name))
  func nothing(format: String) throws {
    let package = try #require(JournalFormats.named(format)).package([], Self.german.facts)
    #expect(package.files.allSatisfy { $0.rows == 0 })
  }

  @Test("names and summaries are for people", arguments: JournalFormats.all.map(\.name))
  func describesItself(format: String) throws {
    let format = try #require(JournalFormats.named(format))
    #expect(format.summary.hasSuffix("."))
    #expect(format.unverified.isEmpty || format.unverified.hasSuffix("."))
  }
}
