/// What a program reads from the program's output.
import Formats
import Testing

extension Program {
  /// Runs a command for a program: it must say nothing beside its result, which must be strict JSON, but where a list stops.
  func json(_ arguments: String..., exit: Int32 = 0) throws -> JSONNode {
    let outcome = try start(arguments + ["--format", "json"]).outcome()
    let messages = outcome.messages.split(separator: "\n").filter { !$0.hasPrefix("note: the list stops after ") }
    #expect(outcome.exit == exit && messages.isEmpty, "\(arguments): \(outcome.messages)")
    return try JSONText.parse(Array(outcome.output.utf8))
  }
}

extension JSONNode {
  /// The value in one line, for comparisons that do not ask where it stands.
  var line: String {
    var writer = JSONWriter()
    writer.node(self)
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  /// The names of all members, those of values within included.
  var keys: [String] {
    (members ?? []).flatMap { [$0.key] + $0.value.keys } + (elements ?? []).flatMap(\.keys)
  }

  /// The members `key` of all elements as text.
  func column(_ key: String) -> [String] { (elements ?? []).map { $0[key]?.string ?? $0[key]?.line ?? "-" } }
}
