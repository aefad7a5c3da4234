/// A platform's answer in JSON, read in one pass: a tape that tells where every value stands in the bytes.
public import Columns

/// Nothing is converted: a number is its own text, a string the bytes between its quotes. So the bytes can become a
/// batch's text, and ranges of values its cells.
///
/// ```swift
/// let payload = try JSONPayload(Array(#"{"orders": [{"id": 450789469, "total": "409.94"}]}"#.utf8))
/// let keys = JSONKeys(["id", "total"])
/// var fields: [JSONElement?] = []
/// for order in payload.elements(of: payload["orders", in: payload.root]) {
///   payload.read(order, keys, into: &fields) { key in unknown.insert(payload.string(key)) }
///   let id = payload.range(fields[0])  // the digits, as they stand in the bytes
/// }
/// ```
///
/// When an object has a name twice, its last value counts, as it does for JSON.parse and for PHP, which platforms and
/// their own clients read with. All members can still be seen with ``members(of:)``.
///
/// Elements mean something only together with the payload they came from.
public struct JSONPayload: Sendable {
  /// The deepest that arrays and objects may be within each other.
  public static let depthMax = 1_024
  /// The longest body, in bytes: ranges have 32 bits.
  public static let bytesMax = Int(JSONPayloadParser.bytesMax)

  /// The body as it came.
  public let bytes: [UInt8]
  @usableFromInline let tape: [TapeNode]

  /// Reads a body with one JSON document; use a ``JSONPayloadParser`` for many.
  ///
  /// - Throws: what is wrong and at which byte.
  public init(_ bytes: [UInt8]) throws(FormatError) {
    var parser = JSONPayloadParser()
    self = try parser.parse(bytes)
  }

  init(bytes: [UInt8], tape: [TapeNode]) {
    self.bytes = bytes
    self.tape = tape
  }

  /// The value that holds all others.
  @inlinable
  public var root: JSONElement { JSONElement(0) }

  /// What kind of value it is.
  @inlinable
  public func kind(_ element: JSONElement) -> JSONElement.Kind { node(element).kind }

  /// Where the value stands in the bytes: between the quotes of a string, otherwise all of it, brackets included.
  @inlinable
  public func range(_ element: JSONElement) -> TextRange { node(element).range }

  /// Whether it is a string with escapes, so that its range is not yet its text.
  @inlinable
  public func isEscaped(_ element: JSONElement) -> Bool { node(element).isEscaped }

  /// Whether it is `true`.
  @inlinable
  public func isTrue(_ element: JSONElement) -> Bool {
    let node = node(element)
    return node.kind == .bool && bytes[Int(node.start)] == UInt8(ascii: "t")
  }

  /// Whether it is missing or `null`.
  @inlinable
  public func isNull(_ element: JSONElement?) -> Bool { element.map { kind($0) == .null } ?? true }

  /// The values of an array, in order; none of anything else.
  @inlinable
  public func elements(of element: JSONElement?) -> JSONElements {
    guard let element, kind(element) == .array else { return JSONElements(tape, 0..<0) }
    return JSONElements(tape, Int(element.index) + 1..<Int(node(element).next))
  }

  /// The names and values of an object, in order; none of anything else.
  @inlinable
  public func members(of element: JSONElement?) -> JSONMembers {
    guard let element, kind(element) == .object else { return JSONMembers(tape, 0..<0) }
    return JSONMembers(tape, Int(element.index) + 1..<Int(node(element).next))
  }

  @inlinable
  func node(_ element: JSONElement) -> TapeNode { tape[Int(element.index)] }
}

/// The values of an array.
public struct JSONElements: Sequence, IteratorProtocol, Sendable {
  @usableFromInline let tape: [TapeNode]
  @usableFromInline var nodes: Range<Int>

  @inlinable
  init(_ tape: [TapeNode], _ nodes: Range<Int>) {
    self.tape = tape
    self.nodes = nodes
  }

  /// The next value.
  @inlinable
  public mutating func next() -> JSONElement? {
    guard let index = nodes.first else { return nil }
    nodes = Int(tape[index].next)..<nodes.upperBound
    return JSONElement(index)
  }
}

/// The names and values of an object.
public struct JSONMembers: Sequence, IteratorProtocol, Sendable {
  @usableFromInline let tape: [TapeNode]
  @usableFromInline var nodes: Range<Int>

  @inlinable
  init(_ tape: [TapeNode], _ nodes: Range<Int>) {
    self.tape = tape
    self.nodes = nodes
  }

  /// The next name and its value.
  @inlinable
  public mutating func next() -> JSONPair? {
    guard let index = nodes.first else { return nil }
    nodes = Int(tape[index + 1].next)..<nodes.upperBound
    return JSONPair(key: JSONElement(index), value: JSONElement(index + 1))
  }
}
