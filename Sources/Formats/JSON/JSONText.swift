/// Reads JSON as RFC 8259 defines it, strictly, with the place of every value and name.
public enum JSONText {
  /// What a reader refuses.
  public struct Limits: Sendable, Hashable {
    /// Arrays and objects within each other.
    public var depth = 64
    /// Bytes of text.
    public var bytes = 16 << 20

    /// Sixty-four levels, sixteen mebibytes.
    public init() {}
  }

  /// What reading gave: the document, or what keeps the text from being one.
  public struct Outcome: Sendable, Hashable {
    /// The document; when there are problems, as much of it as could be understood.
    public var root: JSONNode?
    /// All problems, in the order of the text; reading goes on behind those that leave no doubt what was meant.
    public var problems: [JSONProblem]
  }

  /// Reads a document and collects its problems, duplicate names among them.
  ///
  /// A byte order mark at the start is passed over.
  public static func read(_ bytes: [UInt8], limits: Limits = Limits()) -> Outcome {
    var parser = JSONParser(bytes, limits: limits)
    let root = parser.document()
    return Outcome(
      root: root, problems: parser.problems.sorted { $0.place.bytes.lowerBound < $1.place.bytes.lowerBound })
  }

  /// Reads a document; throws its first problem.
  public static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONProblem) -> JSONNode {
    let outcome = read(bytes, limits: limits)
    if let problem = outcome.problems.first { throw problem }
    guard let root = outcome.root else {
      let start = TextPlace(line: 1, column: 1, bytes: 0..<0)
      throw JSONProblem(code: .empty, place: start, message: "the text is empty")
    }
    return root
  }
}
