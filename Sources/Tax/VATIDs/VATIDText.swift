import Commerce

/// A VAT id as it was written, read the way people write: look-alikes of hyphens, dots, blanks and digits for what they
/// look like, small letters for capital ones, nothing around it.
///
/// The look-alikes in `Data/lookalikes.csv` are those that python-stdnum 2.2 reads so.
enum VATIDText {
  /// Stands for every character that no number has.
  static let foreign: UInt8 = 0xff

  /// The characters as capital ASCII letters, one byte each; separators still stand between them.
  static func cleaned(_ text: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for index in text.indices {
      let byte = text[index]
      guard byte < 0x80 else { return cleanedSlowly(text) }
      result.append(upper(byte))
    }
    strip(&result)
    return result
  }

  /// Takes the separators out, and then what blanks are left at the ends.
  static func remove(_ separators: [UInt8], from text: inout [UInt8]) {
    text.removeAll { separators.contains($0) }
    strip(&text)
  }

  private static func upper(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || 9...13 ~= byte || 28...31 ~= byte }

  /// Takes blanks away from both ends.
  static func strip(_ text: inout [UInt8]) {
    while let last = text.last, isBlank(last) { text.removeLast() }
    let blanks = text.prefix(while: isBlank).count
    if blanks > 0 { text.removeFirst(blanks) }
  }

  private static func cleanedSlowly(_ text: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in text.indices { bytes.append(text[index]) }
    var result: [UInt8] = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if let lookalike = lookalikes[scalar.value] {
        result.append(lookalike)
      } else {
        for capital in scalar.properties.uppercaseMapping.unicodeScalars { result.append(byte(capital)) }
      }
    }
    strip(&result)
    return result
  }

  private static func byte(_ scalar: Unicode.Scalar) -> UInt8 {
    if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value) }
    return scalar.properties.isWhitespace ? UInt8(ascii: "\n") : foreign
  }

  private static let lookalikes: [UInt32: UInt8] = {
    var table: [UInt32: UInt8] = [:]
    for row in EmbeddedTable(PackageResources.lookalikes_csv).rows {
      guard let character = row[0].utf8.first else { continue }
      for code in row[1].split(separator: " ") { if let code = UInt32(code, radix: 16) { table[code] = character } }
    }
    return table
  }()
}
