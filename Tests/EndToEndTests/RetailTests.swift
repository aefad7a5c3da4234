/// A year of a merchant's real lines: all of them arrive, once, however they are cut into files.
import Foundation
import Ledger
import Testing

@Suite("A year of real lines")
struct RetailTests {
  @Test("every line of the file is loaded")
  func whole() throws {
    let outcome = try Program().run("run", "pipelines/retail-uk.json", "--quiet")
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("GBP  source         25900  541909  9747747.934"))
    #expect(outcome.output.contains("     loaded         25900  541909  9747747.934"))
    #expect(outcome.messages == "")
  }

  @Test("importing the same file again changes nothing and says so")
  func twice() throws {
    let (file, whole) = try Self.slice.get()
    let program = try Program()
    try program.write("all.csv", file.file(file.days.map(\.bytes)))
    try program.run("run", "pipelines/retail-uk.json", "--set", "input=all.csv", "--quiet")
    let again = try program.run("run", "pipelines/retail-uk.json", "--set", "input=all.csv", "--quiet")
    #expect(again.exit == 0)
    #expect(again.output.contains("nothing new, every source was published before"))
    #expect(again.output.contains("all.csv: unchanged"))
    #expect(try program.digest() == whole)
  }

  /// Some lines of every day: as one file, and what the ledger holds of it.
  private static let slice = Result {
    let file = try RetailFile(recordsPerDay: 30)
    let program = try Program()
    try program.write("all.csv", file.file(file.days.map(\.bytes)))
    let outcome = try program.run("run", "pipelines/retail-uk.json", "--set", "input=all.csv", "--quiet")
    try #require(outcome.exit == 0)
    return (file: file, digest: try program.digest())
  }

  /// The order in which daily files are read.
  enum Order: String, CaseIterable {
    case ascending, descending, shuffled

    func arrange<Element>(_ elements: [Element]) -> [Element] {
      var numbers = SeededNumbers(seed: 305)
      return switch self {
      case .ascending: elements
      case .descending: elements.reversed()
      case .shuffled: elements.shuffled(using: &numbers)
      }
    }
  }

  @Test("daily files in any order give the documents and sums of one file", arguments: Order.allCases)
  func daily(order: Order) throws {
    let (file, whole) = try Self.slice.get()
    let program = try Program()
    // Files are read in the order of their names.
    for (number, day) in order.arrange(file.days).enumerated() {
      try program.write("days/\(1_000 + number)-\(day.day).csv", file.file([day.bytes]))
    }
    let outcome = try program.run("run", "pipelines/retail-uk.json", "--set", "input=days/*.csv", "--quiet")
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("\(file.days.count) sources: \(file.days.count) read"))
    let digest = try program.digest()
    #expect(digest.documents == whole.documents)
    #expect(digest.tallies == whole.tallies)
    #expect(digest.customers == whole.customers)
  }

  @Test("a customer who has moved is the same whichever document is read first")
  func moved() throws {
    let header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
    let documents = ["1,A,Lamp,1,2011-03-04 09:00:00,2.50,7,France", "2,A,Lamp,1,2011-03-05 09:00:00,2.50,7,Spain"]
    let digests = try [documents, documents.reversed()].map { lines in
      let program = try Program()
      try program.write("lines.csv", ([header] + lines).joined(separator: "\n") + "\n")
      try program.run("run", "pipelines/retail-uk.json", "--set", "input=lines.csv", "--quiet")
      return try program.digest()
    }
    #expect(digests[0].documents == digests[1].documents)
    #expect(digests[0].customers == digests[1].customers)
  }
}
