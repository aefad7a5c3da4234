/// Finds the bytes that structure delimited text, sixty-four at a time.
///
/// Bit `i` of a mask speaks for byte `i`. Comparing whole vectors and then walking over set bits costs per cell, not
/// per byte; the masks are made with vector comparisons and one multiplication per eight bytes, so that no
/// processor-specific instruction is needed.
struct StructureMask {
  /// Where a cell may end: the first byte of the delimiter, or a line break.
  var ends: UInt64
  /// Where a quote or an escape stands.
  var quotes: UInt64
  /// Where a line break stands.
  var breaks: UInt64
}

/// The bytes to look for, spread over vectors once.
struct StructureVectors {
  private let delimiter: SIMD16<UInt8>
  private let quote: SIMD16<UInt8>
  private let escape: SIMD16<UInt8>
  private let lineBreak: SIMD16<UInt8>
  private let otherBreak: SIMD16<UInt8>
  private let hasQuote: UInt64

  /// Looks for `delimiter`, `quote` and `escape` where there are any, and either line break.
  init(delimiter: UInt8, quote: UInt8?, escape: UInt8?, lineBreak: UInt8, otherBreak: UInt8) {
    self.delimiter = SIMD16(repeating: delimiter)
    self.quote = SIMD16(repeating: quote ?? escape ?? 0)
    self.escape = SIMD16(repeating: escape ?? quote ?? 0)
    self.lineBreak = SIMD16(repeating: lineBreak)
    self.otherBreak = SIMD16(repeating: otherBreak)
    hasQuote = quote == nil && escape == nil ? 0 : ~0
  }

  /// The masks of the 64 bytes at `bytes`.
  @inline(__always)
  func masks(at bytes: UnsafePointer<UInt8>) -> StructureMask {
    var delimiters: UInt64 = 0
    var quotes: UInt64 = 0
    var breaks: UInt64 = 0
    for part in 0..<4 {
      let vector = unsafe UnsafeRawPointer(bytes + part &* 16).loadUnaligned(as: SIMD16<UInt8>.self)
      let shift = UInt64(truncatingIfNeeded: part &* 16)
      delimiters |= Self.bits(vector .== delimiter) &<< shift
      quotes |= Self.bits((vector .== quote) .| (vector .== escape)) &<< shift
      breaks |= Self.bits((vector .== lineBreak) .| (vector .== otherBreak)) &<< shift
    }
    quotes &= hasQuote
    return StructureMask(ends: delimiters | breaks, quotes: quotes, breaks: breaks)
  }

  /// One bit per lane: each lane keeps its own bit of a byte, and a multiplication gathers eight bytes into one.
  @inline(__always)
  private static func bits(_ lanes: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let weights = SIMD2<UInt64>(repeating: 0x8040_2010_0804_0201)
    let halves = unsafe unsafeBitCast(lanes, to: SIMD2<UInt64>.self) & weights
    let low = (halves[0] &* 0x0101_0101_0101_0101) &>> 56
    let high = (halves[1] &* 0x0101_0101_0101_0101) &>> 56
    return low | high &<< 8
  }
}

extension UInt64 {
  /// The bits from `position` on, which may lie outside.
  @inline(__always)
  static func bits(from position: Int) -> UInt64 {
    if position <= 0 { return ~0 }
    return position >= 64 ? 0 : ~0 &<< UInt64(truncatingIfNeeded: position)
  }

  /// The bits before `position`, which may lie outside.
  @inline(__always)
  static func bits(before position: Int) -> UInt64 { ~bits(from: position) }
}
