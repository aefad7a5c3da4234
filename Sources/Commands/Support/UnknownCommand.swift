import ArgumentParser
import Pipeline

/// Says which command was most likely meant by a word that is none.
enum UnknownCommand {
  /// What is wrong with the first word that should name a command; `nil` when all of them do.
  static func message(_ arguments: some Sequence<String>) -> String? {
    var command: any ParsableCommand.Type = Shopledger.self
    for word in arguments {
      let commands = command.configuration.subcommands
      guard !commands.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      guard let next = commands.first(where: { $0._commandName == word }) else {
        let error = UnknownName.error("command", word, among: commands.map { $0._commandName })
        return "Error: \(error.message)\n  See 'shopledger --help' for more information."
      }
      command = next
    }
    return nil
  }
}

/// Says which name was most likely meant by one that is none, and which there are.
enum UnknownName {
  /// The mistake, for the command line.
  ///
  /// - Parameters:
  ///   - kind: what the name should be of, such as "stage".
  ///   - place: the file that was looked into, where there is one.
  static func error(_ kind: String, _ name: String, in place: String? = nil, among names: [String]) -> ValidationError {
    let nearest = Suggestion.nearest(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ";"
    let known = names.isEmpty ? "there is none at all" : "there are \(names.joined(separator: ", "))"
    return ValidationError("there is no \(kind) \"\(name)\"\(place.map { " in \($0)" } ?? "")\(nearest) \(known)")
  }
}
