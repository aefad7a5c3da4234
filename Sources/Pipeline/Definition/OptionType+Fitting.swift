/// Which JSON values an option type takes, and how a person calls it.
extension OptionType {
  /// Whether it takes this kind of JSON value.
  func fits(_ node: DefinitionNode) -> Bool {
    switch (self, node.value) {
    case (.either(let types), _):
      return types.contains { $0.fits(node) }
    case (.text, .text), (.choice, .text), (.path, .text), (.date, .text), (.flag, .flag), (.integer, .number),
      (.decimal, .text), (.decimal, .number), (.limit, .text), (.limit, .number), (.list, .list), (.record, .object),
      (.table, .object):
      return true
    default: return false
    }
  }

  /// What a person calls such a value.
  public var title: String {
    switch self {
    case .text: "text"
    case .choice: "one of the allowed words"
    case .flag: "true or false"
    case .integer: "a whole number"
    case .path: "a path"
    case .date: "a date such as 2024-03-01"
    case .decimal: "an exact decimal such as 0.01"
    case .limit: "a share such as \"0.5%\" or a number of documents"
    case .list(let element, _): "a list of \(element.plural)"
    case .record, .table: "an object"
    case .either(let types): types.map(\.title).joined(separator: " or ")
    }
  }

  /// What a person calls several of them.
  private var plural: String {
    switch self {
    case .text: "texts"
    case .choice: "words"
    case .flag: "true or false"
    case .integer: "whole numbers"
    case .path: "paths"
    case .date: "dates"
    case .decimal: "exact decimals"
    case .limit: "limits"
    case .list: "lists"
    case .record, .table: "objects"
    case .either(let types): types.map(\.plural).joined(separator: " or ")
    }
  }

  /// The words of a choice.
  var words: [String] {
    switch self {
    case .choice(let words): words
    case .either(let types): types.flatMap(\.words)
    default: []
    }
  }
}
