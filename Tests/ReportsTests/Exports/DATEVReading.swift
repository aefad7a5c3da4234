/// Reads a Buchungsstapel the obvious way, so that it is not checked with the program's own writer.
import Foundation

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
