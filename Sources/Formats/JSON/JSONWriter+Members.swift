/// A name and its value at once, for objects whose shape is known beforehand.
extension JSONWriter {
  /// Writes a member that is text; `null` where there is none.
  public mutating func member(_ name: String, _ text: String?) {
    key(name)
    if let text { string(text) } else { null() }
  }

  /// Writes a member that is a whole number; `null` where there is none.
  public mutating func member(_ name: String, _ number: Int64?) {
    key(name)
    if let number { integer(number) } else { null() }
  }

  /// Writes a member that is `true` or `false`.
  public mutating func member(_ name: String, _ flag: Bool) {
    key(name)
    bool(flag)
  }

  /// Writes a member that is a list of texts; `null` where there is none.
  public mutating func member(_ name: String, _ texts: [String]?) {
    key(name)
    guard let texts else { return null() }
    array { array in for text in texts { array.string(text) } }
  }

  /// Writes a member that is a list of objects, each filled by `write`.
  public mutating func list<Item>(_ name: String, _ items: [Item], _ write: (Item, inout JSONWriter) -> Void) {
    key(name)
    list(items, write)
  }

  /// Writes a list of objects, each filled by `write`.
  public mutating func list<Item>(_ items: [Item], _ write: (Item, inout JSONWriter) -> Void) {
    array { array in for item in items { array.object { write(item, &$0) } } }
  }
}
