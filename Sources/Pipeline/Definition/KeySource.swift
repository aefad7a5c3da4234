/// Where the key is kept that everything personal in the ledger is sealed under.
public enum KeySource: Sendable, Hashable {
  /// In the environment variable of that name.
  case environment(String)
  /// In the file at that path, which nobody else may read.
  case file(String)
  /// In what a program prints: its path or name, and its arguments.
  case command([String])

  /// The source in the words of a command line: `env:NAME`, `file:PATH` or `command:PROGRAM ARGUMENTS`.
  public init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let rest = text[text.index(after: colon)...]
    guard !rest.allSatisfy(\.isWhitespace) else { return nil }
    switch text[..<colon] {
    case "env": self = .environment(String(rest))
    case "file": self = .file(String(rest))
    case "command": self = .command(rest.split(separator: " ").map(String.init))
    default: return nil
    }
  }

  /// What it is called in messages; the arguments of a program may be secret and are left out.
  public var place: String {
    switch self {
    case .environment(let name): "the environment variable \(name)"
    case .file(let path): "the file \(path)"
    case .command(let words): "the program \(words.first ?? "")"
    }
  }
}
