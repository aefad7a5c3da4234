/// Why a stage refused a document: a code and where to look; the sentence is written when a person reads it.
public struct Refusal: Sendable, Hashable {
  /// Stable code, such as `R2104`.
  public var code: String
  /// The document, as an index into the batch.
  public var document: Int
  /// The line at fault, as an index into the batch; `nil` when it is the document as a whole.
  public var line: Int?
  /// The column at fault, as the source spells it.
  public var column: String?
  /// The value at fault.
  public var value: TextRange
  /// What else the sentence needs, such as what was expected.
  public var detail: String

  /// A refusal of `document`.
  public init(
    _ code: String, document: Int, line: Int? = nil, column: String? = nil, value: TextRange = .empty,
    detail: String = ""
  ) {
    self.code = code
    self.document = document
    self.line = line
    self.column = column
    self.value = value
    self.detail = detail
  }
}

/// Something about a document that a person should look at, though it was loaded.
public struct Finding: Sendable, Hashable {
  /// Stable code, such as `F3101`.
  public var code: String
  /// The document, as an index into the batch.
  public var document: Int
  /// The line, as an index into the batch; `nil` for the document as a whole.
  public var line: Int?
  /// The figures or names that the sentence needs.
  public var detail: String

  /// A finding about `document`.
  public init(_ code: String, document: Int, line: Int? = nil, detail: String = "") {
    self.code = code
    self.document = document
    self.line = line
    self.detail = detail
  }
}
