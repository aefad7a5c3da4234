/// Changes of the stores file that leave every other word of it as it is.
import Formats

/// A stores file as text, with the places where stores stand in it.
public struct StoresEdit {
  private let text: DefinitionText
  private let list: DefinitionNode

  /// The stores file; `nil` when it is none.
  public init?(_ bytes: [UInt8], file: String) {
    text = DefinitionText(bytes, file: file)
    guard let list = DefinitionTree.read(text).value?["stores"], list.elements != nil else { return nil }
    self.list = list
  }

  /// The file with a store at the end of its list.
  ///
  /// - Parameter members: its members in their order, each with its value as JSON text.
  public func adding(_ members: [(key: String, value: String)]) -> [UInt8] {
    let lines = members.map { "      \(Self.quoted($0.key)): \($0.value)" }
    let store = "{\n" + lines.joined(separator: ",\n") + "\n    }"
    guard let last = list.elements?.last else {
      return replacing(list.place.range, with: "[\n    \(store)\n  ]")
    }
    return replacing(last.place.range.upperBound..<last.place.range.upperBound, with: ",\n    \(store)")
  }

  /// The file with a store paused or not; `nil` when it has no store of that name.
  public func settingPaused(_ isPaused: Bool, of name: String) -> [UInt8]? {
    guard let store = list.elements?.first(where: { $0["name"]?.text == name }), let place = store["name"]?.place else {
      return nil
    }
    if let paused = store["paused"] { return replacing(paused.place.range, with: isPaused ? "true" : "false") }
    guard isPaused else { return text.bytes }
    return replacing(
      place.range.upperBound..<place.range.upperBound, with: ",\(indentation(of: place))\"paused\": true")
  }

  /// What stands between a comma and the next member: a line break and blanks, or one blank where all is in one line.
  private func indentation(of place: Place) -> String {
    let before = text.bytes[..<place.range.lowerBound]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let blanks = before[lineStart...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard before[blanks.endIndex...].first == UInt8(ascii: "\""), lineStart > 0 else { return " " }
    return "\n" + String(decoding: blanks, as: UTF8.self)
  }

  private func replacing(_ range: Range<Int>, with words: String) -> [UInt8] {
    Array(text.bytes[..<range.lowerBound]) + Array(words.utf8) + Array(text.bytes[range.upperBound...])
  }

  /// A text as JSON.
  public static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }
}
