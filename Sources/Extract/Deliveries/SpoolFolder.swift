import Columns
import Commerce
import Formats
import Pipeline
import Platforms

/// A folder with two files for each delivery: `NAME.headers.txt` and `NAME.body`.
///
/// A header file has one field on a line, with or without the request line above; `Received-At: …` is the receiver's own.
/// A delivery is read once both files are there, so a receiver writes the body first, or moves both in; what was read once
/// is known by its name and not read again.
struct SpoolFolder: Spool {
  static let form = "folder"
  private static let headersEnding = ".headers.txt"
  private static let bodyEnding = ".body"
  /// The largest file that is read.
  static let bytesMax = 32 << 20

  private(set) var pending: String?
  private let path: String
  private var names: ArraySlice<String>

  /// The deliveries of a folder but those that were taken.
  init(_ path: String, taken: Set<String>) throws(RunFailure) {
    self.path = path
    var whole: [String] = []
    var halves = 0
    let all = Set(try FolderListing.names(in: path))
    for name in all {
      if name.hasSuffix(Self.headersEnding) {
        let stem = String(name.dropLast(Self.headersEnding.count))
        if taken.contains(stem) { continue }
        if all.contains(stem + Self.bodyEnding) { whole.append(stem) } else { halves += 1 }
      } else if name.hasSuffix(Self.bodyEnding) {
        if !all.contains(name.dropLast(Self.bodyEnding.count) + Self.headersEnding) { halves += 1 }
      }
    }
    names = whole.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }[...]
    pending =
      halves == 0 ? nil : "\(halves) of two files are there without the other: read when both are, headers and body"
  }

  mutating func next() throws(RunFailure) -> SpooledDelivery? {
    guard let name = names.popFirst() else { return nil }
    let headers = try Self.read("\(path)/\(name)\(Self.headersEnding)")
    let body = try Self.read("\(path)/\(name)\(Self.bodyEnding)")
    let raw = Self.joined(headers, body)
    return SpooledDelivery(
      name: name, position: SourcePosition(line: 1, byte: 0), end: raw.count, raw: raw, content: Self.content(of: raw))
  }

  private static func read(_ path: String) throws(RunFailure) -> [UInt8] {
    var source = FileSource(handle: try FileHandle(path: path))
    do throws(FormatError) {
      let bytes = try source.readAll(limit: bytesMax)
      guard bytes.count < bytesMax else {
        throw FormatError(.recordTooLong, "the file is larger than any delivery")
      }
      return bytes
    } catch {
      throw RunFailure(reading: path, error)
    }
  }

  /// The text of the header file, an empty line, and the body.
  static func joined(_ headers: [UInt8], _ body: [UInt8]) -> [UInt8] {
    var end = headers.count
    while end > 0, headers[end - 1] <= 0x20 { end -= 1 }
    return Array(headers[..<end].filter { $0 != 0x0D }) + [0x0A, 0x0A] + body
  }

  static func content(of raw: [UInt8]) -> SpooledDelivery.Content {
    var end = 0
    while end + 1 < raw.count, raw[end] != 0x0A || raw[end + 1] != 0x0A { end += 1 }
    guard end + 1 < raw.count else { return .unreadable("its header fields do not end") }
    var delivery = WebhookDelivery(body: Array(raw[(end + 2)...]))
    for line in String(decoding: raw[..<end], as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":"), !line[..<colon].contains(" ") else {
        // The line of the request has no colon before its first blank.
        if delivery.fields.isEmpty, line.contains(" HTTP/") { continue }
        return .unreadable("its header file has a line that is no field")
      }
      delivery.fields.append(.init(String(line[..<colon]), String(line[line.index(after: colon)...])))
    }
    if let text = delivery.field("Received-At") {
      guard let instant = Instant.received(text) else { return .unreadable("its \"Received-At\" is no instant") }
      delivery.receivedAt = instant
    }
    return .delivery(delivery)
  }
}

extension Instant {
  /// Seconds since 1970 of a time with its offset, as a receiver notes it.
  static func received(_ text: String) -> Int64? {
    guard case .value(let moment) = DateGrammar.auto.parse(text), moment.offset != nil else { return nil }
    return moment.instant().seconds
  }
}
