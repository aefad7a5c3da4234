/// Reads an object's members by the names that are known.
internal import Columns

extension JSONPayload {
  /// Reads an object's members in one pass: field `n` becomes the value of the name `n` of `keys`.
  ///
  /// - Parameters:
  ///   - object: an object; anything else has no members.
  ///   - keys: the names to look for.
  ///   - fields: one for each name afterwards, `nil` where the object has none of that name.
  ///   - unknown: called with every name that is not among the keys.
  public func read(
    _ object: JSONElement?, _ keys: JSONKeys, into fields: inout [JSONElement?],
    unknown: (JSONElement) -> Void = { _ in }
  ) {
    fields.removeAll(keepingCapacity: true)
    fields.append(contentsOf: repeatElement(nil, count: keys.count))
    guard let object, kind(object) == .object else { return }
    var index = Int(object.index) + 1
    let end = Int(tape[index - 1].next)
    while index < end {
      let key = tape[index]
      let number =
        key.isEscaped
        ? number(ofEscaped: key, keys) : keys.number(hash: key.next, key.range.indices, in: bytes)
      if let number {
        fields[number] = JSONElement(index + 1)
      } else {
        unknown(JSONElement(index))
      }
      index = Int(tape[index + 1].next)
    }
  }

  /// The value of a name, for a few; ``read(_:_:into:unknown:)`` is there for many.
  public subscript(name: String, in object: JSONElement?) -> JSONElement? {
    var found: JSONElement?
    for member in members(of: object) where string(member.key) == name { found = member.value }
    return found
  }

  private func number(ofEscaped key: TapeNode, _ keys: JSONKeys) -> Int? {
    var text: [UInt8] = []
    unescape(key.range, into: &text)
    return keys.number(of: text)
  }
}
