/// Reads a Buchungsstapel the obvious way, so that it is not checked with the program's own writer.
import Books
import Foundation

@testable import Reports

struct DATEVReading {
  /// The lines as text, without their ends.
  let lines: [String]
  /// The cells of the rows from the third line on, by the numbers of their columns.
  let rows: [[Int: String]]

  init(file bytes: [UInt8]) {
    let text = String(data: Data(bytes), encoding: .windowsCP1252) ?? ""
    lines = text.components(separatedBy: "\r\n").filter { !$0.isEmpty }
    rows = lines.dropFirst(2).map { line in
      Dictionary(uniqueKeysWithValues: Self.cells(line).enumerated().map { ($0.offset + 1, $0.element) })
    }
  }

  private static func cells(_ line: String) -> [String] {
    var cells: [String] = [""]
    var isQuoted = false
    var characters = Array(line)[...]
    while let character = characters.popFirst() {
      switch character {
      case "\"" where isQuoted && characters.first == "\"":
        cells[cells.count - 1].append(character)
        characters.removeFirst()
      case "\"": isQuoted.toggle()
      case ";" where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}

extension DATEVReading {
  /// The rows of what entries leave as.
  static func rows(_ entries: JournalEntry..., facts: ExportFacts = ExportSample.facts) throws -> [[Int: String]] {
    let package = try DATEVFormat().package(entries, facts)
    return package.files.flatMap { DATEVReading(file: $0.bytes).rows }
  }

  /// What each row says: amount and side, accounts and key.
  static func sentences(_ entries: JournalEntry..., facts: ExportFacts = ExportSample.facts) throws -> [String] {
    let package = try DATEVFormat().package(entries, facts)
    return package.files.flatMap { file in
      DATEVReading(file: file.bytes).rows.map { row in
        [1, 2, 7, 8, 9].compactMap { row[$0] }.filter { !$0.isEmpty }.joined(separator: " ")
      }
    }
  }
}
