/// Fetches a report's document, unpacks and decodes it.
import Formats
import HTTPTypes
import Platforms

struct ReportDownload {
  private let session: AmazonSession

  init(_ session: AmazonSession) { self.session = session }

  /// Fetches a document; its address is good for five minutes, so one that has ended is asked for again.
  func fetch(_ id: String, restricted: Bool) async throws(PlatformFailure) -> ReportDocument {
    let path = "/reports/2021-06-30/documents/\(PercentCoding.encoded(id))"
    let call = AmazonSession.Call(
      operation: .reportDocument, path: path,
      restricted: restricted ? AmazonSession.RestrictedResource(path: path) : nil)
    for _ in 0..<3 {
      guard let answer = try await session.payload(call) else { break }
      let reader = PayloadReader(answer)
      guard let address = reader.string("url", of: answer.root) else { break }
      let file = try await session.download(address)
      if file.head.status.code == 403 { continue }
      let compression = reader.string("compressionAlgorithm", of: answer.root)
      let bytes = try unpacked(file.body, compression, call)
      do throws(FormatError) {
        return try ReportText.decode(
          bytes, contentType: file.head.headerFields[named: "content-type"], marketplace: session.settings.marketplace)
      } catch {
        throw session.failure(
          .unexpectedAnswer, call, "the report cannot be decoded: \(error.detail)", remedy: "fetch it by hand")
      }
    }
    throw session.failure(
      .unexpectedAnswer, call, "the report's document cannot be fetched", remedy: "run again later", mayRetry: true)
  }

  /// What the document says of its compression counts; the header of its file says `identity` beside packed bytes.
  private func unpacked(
    _ bytes: [UInt8], _ compression: String?, _ call: AmazonSession.Call
  ) throws(PlatformFailure) -> [UInt8] {
    guard compression == "GZIP" || GunzipSource<MemorySource>.isGzip(bytes) else { return bytes }
    // A transport may have unpacked it already.
    guard GunzipSource<MemorySource>.isGzip(bytes) else { return bytes }
    do throws(FormatError) {
      var source = GunzipSource(MemorySource(bytes))
      return try source.readAll()
    } catch {
      throw session.failure(
        .unexpectedAnswer, call, "the report's file is damaged: \(error.detail)", remedy: "run again later",
        mayRetry: true)
    }
  }
}

/// Decodes reports: by the charset that the answer names, or else by what the bytes are and where they come from.
enum ReportText {
  /// Decodes a report.
  static func decode(
    _ bytes: [UInt8], contentType: String?, marketplace: AmazonMarketplace
  ) throws(FormatError) -> ReportDocument {
    let (encoding, evidence) = encoding(bytes, contentType, marketplace)
    guard let encoding else {
      throw FormatError(
        .encodingMismatch, byte: nil,
        "the charset \(contentType ?? "of \(marketplace.name)") is not one that this program decodes")
    }
    var source = TranscodingSource(MemorySource(bytes), from: encoding)
    let text = try source.readAll()
    return ReportDocument(text: text, charset: encoding.rawValue, evidence: evidence, remarks: remarks(text))
  }

  /// A mark counts most, then valid UTF-8 (a stated Cp1252 has been wrong, valid UTF-8 beyond ASCII never is by chance),
  /// then the charset that is stated, then the usual one of the marketplace.
  private static func encoding(
    _ bytes: [UInt8], _ contentType: String?, _ marketplace: AmazonMarketplace
  ) -> (TextEncoding?, String) {
    if let marked = TextEncoding.declared(byMarkIn: bytes.prefix(4)) { return (marked, "its byte order mark") }
    let guess = EncodingDetection(sample: bytes, atEnd: true)
    if guess.encoding == .utf8 { return (.utf8, guess.evidence) }
    if let contentType, let charset = charset(of: contentType) {
      return (TextEncoding(charset: charset), "the answer says \(charset)")
    }
    if marketplace.country == "JP" { return (nil, "reports of Japan are in Windows-31J") }
    return (guess.encoding, guess.evidence)
  }

  private static func charset(of contentType: String) -> String? {
    guard let mark = contentType.lowercased().firstRange(of: "charset=") else { return nil }
    let lowered = contentType.lowercased()
    let word = lowered[mark.upperBound...].prefix { $0 != ";" && $0 != " " }.filter { $0 != "\"" }
    return word.isEmpty ? nil : word
  }

  /// What has been lost before the text was sent: a question mark within a word, where Amazon had no letter for it.
  private static func remarks(_ text: [UInt8]) -> [String] {
    var count = 0
    for index in text.indices.dropFirst().dropLast() where text[index] == UInt8(ascii: "?") {
      if isLetter(text[index - 1]) && isLetter(text[index + 1]) { count += 1 }
    }
    return count == 0 ? [] : ["\(count) letters are question marks: Amazon lost them before it sent the report"]
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 }
}

extension TextEncoding {
  /// The encoding of a charset as answers name it; `nil` for one that is not known.
  init?(charset: String) {
    switch charset.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
    case "cp1252", "windows-1252": self = .windows1252
    case "iso-8859-1", "latin1": self = .latin1
    case "iso-8859-15", "latin9": self = .latin9
    case "utf-16le": self = .utf16LittleEndian
    case "utf-16be": self = .utf16BigEndian
    default: return nil
    }
  }
}
