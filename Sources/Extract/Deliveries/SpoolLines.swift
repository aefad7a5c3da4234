import Columns
import Commerce
import Crypto
import Formats
import Pipeline
import Platforms

/// A file with one delivery on each line, in JSON: `{"received_at": …, "headers": {…}, "body": "…"}`.
///
/// The body is in Base64, or under `body_text` as it is. The file grows at its end; a last line that has no line break and
/// is not whole is being written and left for the next run.
struct SpoolLines: Spool {
  static let form = "lines"
  private static let blockBytes = 1 << 20

  private(set) var pending: String?
  private let path: String
  private var source: FileSource
  private let end: Int
  private var buffer: [UInt8] = []
  /// How many bytes of the buffer were given.
  private var given = 0
  private var position: SourcePosition
  private var isAtEnd = false

  /// The lines of a file from a line's start on, up to the size that it had when it was found.
  init(_ file: SourceIdentity, from start: SourcePosition) throws(RunFailure) {
    path = file.path
    end = Int(file.byteCount)
    position = start
    let handle = try FileHandle(path: file.path)
    try handle.seek(to: start.byte)
    source = FileSource(handle: handle)
  }

  /// Where to go on behind the delivery that was taken last, when it still stands where it stood; `nil` when another file
  /// has taken the place of the one that it came from.
  static func start(_ file: SourceIdentity, behind last: DeliveryRecord) throws(RunFailure) -> SourcePosition? {
    guard last.end <= file.byteCount, last.end > last.position.byte else { return nil }
    let handle = try FileHandle(path: file.path)
    try handle.seek(to: last.position.byte)
    var source = FileSource(handle: handle)
    var bytes: [UInt8] = []
    do throws(FormatError) {
      while bytes.count < last.end - last.position.byte {
        if try source.append(to: &bytes, atMost: last.end - last.position.byte - bytes.count) == 0 { return nil }
      }
    } catch {
      throw RunFailure(reading: file.path, error)
    }
    while let byte = bytes.last, byte == 0x0A || byte == 0x0D { bytes.removeLast() }
    guard Array(SHA256.hash(data: bytes)) == last.digest else { return nil }
    return SourcePosition(line: last.position.line + 1, byte: last.end)
  }

  mutating func next() throws(RunFailure) -> SpooledDelivery? {
    while let line = try line() {
      let start = position
      position = SourcePosition(line: start.line + 1, byte: start.byte + line.width)
      if line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      let content = Self.content(of: line.bytes)
      if case .unreadable = content, !line.isEnded {
        pending = "the last line is not whole yet: it is read when it is"
        return nil
      }
      return SpooledDelivery(name: "", position: start, end: position.byte, raw: line.bytes, content: content)
    }
    return nil
  }

  /// The next line without its break, and how many bytes it takes with it.
  private mutating func line() throws(RunFailure) -> (bytes: [UInt8], width: Int, isEnded: Bool)? {
    var searched = given
    while true {
      if let feed = buffer[searched...].firstIndex(of: 0x0A) {
        defer { given = feed + 1 }
        let last = feed > given && buffer[feed - 1] == 0x0D ? feed - 1 : feed
        return (Array(buffer[given..<last]), feed + 1 - given, true)
      }
      searched = buffer.count
      if isAtEnd {
        guard given < buffer.count else { return nil }
        defer { given = buffer.count }
        return (Array(buffer[given...]), buffer.count - given, false)
      }
      searched -= given
      try fill()
    }
  }

  /// Reads a block more, and forgets what was given.
  private mutating func fill() throws(RunFailure) {
    buffer.removeSubrange(..<given)
    given = 0
    let wanted = min(Self.blockBytes, end - position.byte - buffer.count)
    do throws(FormatError) {
      guard buffer.count <= SpoolFolder.bytesMax else {
        throw FormatError(
          .recordTooLong, byte: position.byte, line: position.line, "the line is longer than any delivery")
      }
      if wanted <= 0 {
        isAtEnd = true
      } else if try source.append(to: &buffer, atMost: wanted) == 0 {
        isAtEnd = true
      }
    } catch {
      throw RunFailure(reading: path, error)
    }
  }

  static func content(of raw: [UInt8]) -> SpooledDelivery.Content {
    guard let line = try? JSONPayload(raw), line.kind(line.root) == .object else {
      return .unreadable("the line is no JSON object")
    }
    let body: [UInt8]
    switch (line["body", in: line.root], line["body_text", in: line.root]) {
    case (let code?, nil):
      guard line.kind(code) == .string, let bytes = Base64.decode(line.string(code)) else {
        return .unreadable("its \"body\" is no Base64")
      }
      body = bytes
    case (nil, let text?) where line.kind(text) == .string: body = Array(line.string(text).utf8)
    default: return .unreadable("it has neither \"body\" nor \"body_text\", or both")
    }
    var delivery = WebhookDelivery(body: body)
    for member in line.members(of: line["headers", in: line.root]) {
      // A field that came several times is a list; the first counts.
      let value = line.elements(of: member.value).first { _ in true } ?? member.value
      delivery.fields.append(.init(line.string(member.key), line.string(value)))
    }
    if let received = line["received_at", in: line.root], line.kind(received) != .null {
      guard let instant = Instant.received(line.string(received)) else {
        return .unreadable("its \"received_at\" is no instant such as 2024-05-31T22:30:00Z")
      }
      delivery.receivedAt = instant
    }
    return .delivery(delivery)
  }
}
