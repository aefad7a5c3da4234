/// A JSON value of a definition file that knows where it stands.
///
/// `$comment` members are left out, so that nothing else has to know of them.
public struct DefinitionNode: Sendable {
  /// What a JSON value can be.
  public indirect enum Value: Sendable {
    /// null.
    case null
    /// true or false.
    case flag(Bool)
    /// A number, exactly as it is written.
    case number(String)
    /// A string, unescaped, with its variables filled in.
    case text(String)
    /// An array.
    case list([DefinitionNode])
    /// An object, its members in file order.
    case object([DefinitionMember])
  }

  /// The value.
  public var value: Value
  /// Where it stands.
  public let place: Place

  /// A value at a place.
  public init(_ value: Value, at place: Place) {
    self.value = value
    self.place = place
  }

  /// The text, when it is a string.
  public var text: String? { if case .text(let text) = value { text } else { nil } }
  /// The flag, when it is true or false.
  public var flag: Bool? { if case .flag(let flag) = value { flag } else { nil } }
  /// The number as it is written, when it is one.
  public var number: String? { if case .number(let number) = value { number } else { nil } }
  /// The elements, when it is an array.
  public var elements: [DefinitionNode]? { if case .list(let elements) = value { elements } else { nil } }
  /// The members in file order, when it is an object.
  public var members: [DefinitionMember]? { if case .object(let members) = value { members } else { nil } }

  /// The member `key` of an object.
  public func member(_ key: String) -> DefinitionMember? { members?.first { $0.key == key } }
  /// The value of the member `key` of an object.
  public subscript(key: String) -> DefinitionNode? { member(key)?.value }

  /// Whether it is a text that no message may show.
  var isSecret: Bool { text != nil && place.text.hides(place.range) }

  /// What kind of value it is, for messages.
  var kindName: String {
    switch value {
    case .null: "null"
    case .flag: "true or false"
    case .number: "a number"
    case .text: "text"
    case .list: "a list"
    case .object: "an object"
    }
  }
}

/// A key of an object and its value.
public struct DefinitionMember: Sendable {
  /// The key.
  public let key: String
  /// Where the key stands; its pointer is the value's.
  public let keyPlace: Place
  /// The value.
  public var value: DefinitionNode

  /// A member.
  public init(key: String, keyPlace: Place, value: DefinitionNode) {
    self.key = key
    self.keyPlace = keyPlace
    self.value = value
  }
}
