/// A JSON document as a tree in which everything knows where it stands.

/// Where something stands in a text.
public struct TextPlace: Sendable, Hashable {
  /// Line, from 1.
  public var line: Int
  /// Column, from 1, in characters (Unicode scalars).
  public var column: Int
  /// The bytes it takes.
  public var bytes: Range<Int>

  /// The place of `bytes`, whose first is at `line` and `column`.
  public init(line: Int, column: Int, bytes: Range<Int>) {
    self.line = line
    self.column = column
    self.bytes = bytes
  }
}

/// A value of a JSON document and its place.
public struct JSONNode: Sendable, Hashable {
  /// What a value can be.
  public enum Value: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, as it is written: no digit is lost to binary fractions.
    case number(String)
    /// Text, freed from its escapes.
    case string(String)
    /// Values in order.
    case array([JSONNode])
    /// Named values in the order of the text.
    case object([JSONMember])
  }

  /// The value.
  public var value: Value
  /// Where it stands.
  public var place: TextPlace

  /// A value at a place.
  public init(_ value: Value, at place: TextPlace) {
    self.value = value
    self.place = place
  }

  /// The text, of a string.
  public var string: String? { if case .string(let text) = value { text } else { nil } }
  /// The truth value, of a bool.
  public var bool: Bool? { if case .bool(let flag) = value { flag } else { nil } }
  /// The number as it is written, of a number.
  public var number: String? { if case .number(let text) = value { text } else { nil } }
  /// The elements, of an array.
  public var elements: [JSONNode]? { if case .array(let nodes) = value { nodes } else { nil } }
  /// The members, of an object.
  public var members: [JSONMember]? { if case .object(let members) = value { members } else { nil } }

  /// The value named `key`, of an object that has one.
  public subscript(key: String) -> JSONNode? { members?.first { $0.key == key }?.value }

  /// What kind of value it is, in words such as `a string`.
  public var kind: String {
    switch value {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// A named value of a JSON object.
public struct JSONMember: Sendable, Hashable {
  /// The name, freed from its escapes.
  public var key: String
  /// Where the name stands, quotes included.
  public var keyPlace: TextPlace
  /// The value.
  public var value: JSONNode

  /// The member `key`.
  public init(_ key: String, at keyPlace: TextPlace, _ value: JSONNode) {
    self.key = key
    self.keyPlace = keyPlace
    self.value = value
  }
}
