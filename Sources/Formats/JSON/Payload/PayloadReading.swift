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
    if fields.count == keys.count {
      for index in fields.indices { fields[index] = nil }
    } else {
      fields = Array(repeating: nil, count: keys.count)
    }
    guard let object, kind(object) == .object else { return }
    let (tape, bytes) = (tape.span, bytes.span)
    var index = Int(object.index) + 1
    let end = Int(tape[index - 1].next)
    while index < end {
      let key = tape[index]
      let number =
        key.isEscaped
        ? number(ofEscaped: key, keys)
        : keys.number(hash: key.next, start: key.start, count: key.count, in: bytes)
      if number >= 0 {
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
    for member in members(of: object) {
      let key = node(member.key)
      let isSame =
        key.isEscaped
        ? string(member.key).utf8.elementsEqual(name.utf8)
        : key.count == name.utf8.count && bytes[key.range.indices].elementsEqual(name.utf8)
      if isSame { found = member.value }
    }
    return found
  }

  private func number(ofEscaped key: TapeNode, _ keys: JSONKeys) -> Int {
    var text: [UInt8] = []
    unescape(key.range, into: &text)
    return keys.number(of: text)
  }
}
