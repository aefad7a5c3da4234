/// Why bytes could not be read or written any further: a stable code, the place, and what a person can do.
///
/// What is wrong with a single record is no error but a ``RecordProblem``; reading goes on after it.
public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong; the raw value is stable and may be shown and searched for.
  public enum Code: String, Sendable, CaseIterable {
    /// The operating system refused; the detail is its own text.
    case io
    /// There is nothing to read where at least a header was expected.
    case empty
    /// The compressed data contradicts itself or its checksum.
    case gzipCorrupt = "gzip_corrupt"
    /// The compressed data ends before its end mark and checksum.
    case gzipTruncated = "gzip_truncated"
    /// Bytes that are no gzip member follow the last member.
    case gzipTrailingGarbage = "gzip_trailing_garbage"
    /// The archive's directory or an entry of it cannot be read.
    case zipCorrupt = "zip_corrupt"
    /// The archive has no entry of that name, or not exactly one when none is named.
    case zipEntryMissing = "zip_entry_missing"
    /// The entry is encrypted, too large, or compressed in a way other than deflate.
    case zipUnsupported = "zip_unsupported"
    /// The byte order mark names another encoding than the one declared.
    case encodingMismatch = "encoding_mismatch"
    /// The header holds bytes that are no text in the declared encoding.
    case headerNotText = "header_not_text"
    /// A record does not end within the limit; mostly the file ends its lines in another way than is declared.
    case recordTooLong = "record_too_long"
    /// There is no record at the position to go on from.
    case positionNotFound = "position_not_found"
    /// The compressor of the system refused; the detail is its own text.
    case compression
    /// The JSON breaks the grammar: a trailing comma, something behind its end, half of a surrogate pair and the like.
    case jsonMalformed = "json_malformed"
    /// The JSON ends within a value.
    case jsonTruncated = "json_truncated"
    /// The JSON holds bytes that are not UTF-8.
    case jsonNotText = "json_not_text"
    /// The JSON is longer or nested deeper than is read.
    case jsonLimit = "json_limit"
  }

  /// What went wrong.
  public var code: Code
  /// Where, as a byte from 0: of the compressed file for gzip and zip, of the text as stored for records and JSON.
  public var byte: Int?
  /// Line of the text, from 1, where there is one.
  public var line: Int?
  /// What happened, in words.
  public var detail: String

  /// An error at `byte`.
  public init(_ code: Code, byte: Int? = nil, line: Int? = nil, _ detail: String) {
    self.code = code
    self.byte = byte
    self.line = line
    self.detail = detail
  }

  /// What happened, where, and what a person can do about it.
  public var description: String {
    var text = detail
    switch (line, byte) {
    case (let line?, let byte?): text += " (line \(line), byte \(byte))"
    case (let line?, nil): text += " (line \(line))"
    case (nil, let byte?): text += " (byte \(byte))"
    case (nil, nil): break
    }
    return remedy.isEmpty ? text : "\(text); \(remedy)"
  }

  private var remedy: String {
    switch code {
    case .gzipCorrupt, .gzipTruncated: "fetch the file again: what follows this byte is lost"
    case .gzipTrailingGarbage: "fetch the file again, or cut it off at this byte"
    case .zipCorrupt: "fetch the archive again"
    case .zipUnsupported: "unpack the entry and name the unpacked file"
    case .encodingMismatch, .headerNotText: "declare the file's own encoding"
    case .recordTooLong: "look where it should end: mostly its line breaks are other ones than declared"
    case .positionNotFound: "the file has changed since the position was noted; read it from the start"
    case .jsonTruncated: "ask for it again: the end is missing"
    case .jsonMalformed, .jsonNotText: "look at what was sent: it is not JSON from this byte on"
    case .io, .empty, .zipEntryMissing, .compression, .jsonLimit: ""
    }
  }
}
