/// The codes that a person meets: each is listed once, means one thing, is explained, and is given somewhere.
import Pipeline
import Testing

@testable import Commands

@Suite("Codes")
struct CodeTests {
  private static let catalogues: [[String]] = [
    DiagnosticCode.all.map(\.id), FailureCode.allCases.map(\.rawValue), RejectCode.allCases.map(\.rawValue),
    FindingCode.allCases.map(\.rawValue),
  ]
  private static let known = Set(catalogues.joined())

  /// Sources that give codes, as against those that list them.
  private static let givers = Repository.sources.filter { file in
    !file.path.hasPrefix("Sources/Pipeline/Codes/") && !file.path.hasSuffix("/DiagnosticCodes.swift")
  }

  @Test("no code is listed twice")
  func unique() {
    #expect(Self.catalogues.joined().count == Self.known.count)
  }

  @Test("every code that sources and pages mention is listed")
  func listed() {
    let pages = ["README.md", "output/README.md", "samples/README.md"].map(Repository.file)
    for file in Repository.sources + pages {
      for line in file.lines {
        for match in line.matches(of: /\b[EFRW][0-9]{4}\b/) where !Self.known.contains(String(match.0)) {
          Issue.record("\(file.path) mentions \(match.0), which no catalogue lists")
        }
      }
    }
  }

  @Test("every code has a title and says what to do, as parts of a sentence")
  func complete() {
    let texts =
      FailureCode.allCases.map { ($0.rawValue, [$0.title, $0.remedy]) }
      + RejectCode.allCases.map { ($0.rawValue, [$0.title, $0.remedy]) }
      + FindingCode.allCases.map { ($0.rawValue, [$0.title, $0.remedy]) }
    for (code, texts) in texts {
      for text in texts { #expect(text.first?.isUppercase == false && !text.hasSuffix("."), "\(code)") }
    }
    for code in DiagnosticCode.all { #expect(!code.title.isEmpty && !code.explanation.isEmpty, "\(code)") }
  }

  @Test("explain knows every code", arguments: known.sorted())
  func explained(code: String) {
    #expect(CodeExplanation(code)?.text.hasPrefix("\(code): ") == true)
  }

  /// Codes that more than one file gives, and why they mean the same there.
  private static let shared = [
    "E1002": "sums of reports, and those of what is open at the end of a month",
    "E1006": "a store's platform, and a service that is asked about VAT ids",
    "E7001": "the definition's own files, and those that stages read",
    "E7002": "the definition's own files, and those that stages read",
    "E7102": "files of a layout, and tables of rows to answer",
    "E7103": "files of a layout, and tables of rows to answer",
    "E7004": "patterns without a file, in a run and in a preview",
    "E8002": "the ledger's file, and the folder that is made for it",
  ]

  @Test("a failure's code is given in one place, or for one reason")
  func oneMeaning() {
    var places: [String: Set<String>] = [:]
    for file in Self.givers {
      for match in file.code.joined(separator: "\n").matches(of: /"(E[0-9]{4})"/) {
        places[String(match.1), default: []].insert(file.path)
      }
    }
    #expect(Set(places.filter { $0.value.count > 1 }.keys) == Set(Self.shared.keys))
    #expect(Set(places.keys) == Set(FailureCode.allCases.map(\.rawValue)), "listed and given differ")
  }

  /// Codes that are listed and that nothing gives yet.
  private static let neverGiven: Set<String> = ["F3001", "F3104"]

  @Test("every reject and finding is given by some stage")
  func given() {
    let codes =
      RejectCode.allCases.map { ($0.rawValue, "\($0)") } + FindingCode.allCases.map { ($0.rawValue, "\($0)") }
    let text = Self.givers.flatMap(\.code).joined(separator: "\n")
    let words = Set(text.matches(of: /\.(\w+)/).map { String($0.1) })
    let silent = codes.filter { !words.contains($0.1) && !text.contains("\"\($0.0)\"") }
    #expect(Set(silent.map(\.0)) == Self.neverGiven)
  }
}
