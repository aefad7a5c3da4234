import Platforms

/// The query of a request, encoded as signatures of Amazon Web Services demand it: only unreserved letters stay.
struct QueryText: Sendable, Equatable {
  /// Names and values, in order.
  private(set) var items: [(name: String, value: String)] = []

  /// No query.
  init() {}

  /// A query.
  init(_ items: KeyValuePairs<String, String>) {
    for (name, value) in items { add(name, value) }
  }

  /// Adds a parameter; none when there is no value.
  mutating func add(_ name: String, _ value: String?) {
    if let value { items.append((name, value)) }
  }

  /// The value of a parameter.
  subscript(name: String) -> String? { items.first { $0.name == name }?.value }

  /// The text behind the question mark.
  var encoded: String {
    PercentCoding.query(items)
  }

  static func == (one: QueryText, other: QueryText) -> Bool { one.encoded == other.encoded }

  /// Reads the text behind a question mark, or the body of a form.
  init(parsing text: some StringProtocol) {
    items = PercentCoding.parameters(text)
  }
}
