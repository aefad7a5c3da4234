import Columns
import Pipeline
import Platforms

/// A delivery as it lies in a spool.
struct SpooledDelivery: Sendable {
  /// What there is to read in it.
  enum Content: Sendable {
    /// Header fields and body.
    case delivery(WebhookDelivery)
    /// Neither; why not.
    case unreadable(String)
  }

  /// Its name within a spool folder; empty in a file of lines.
  var name: String
  /// Where it stands in its file.
  var position: SourcePosition
  /// The first byte behind it.
  var end: Int
  /// Its bytes as they lie in the spool: the line, or the text of its header file, an empty line, and the body.
  var raw: [UInt8]
  /// What there is to read in it.
  var content: Content

  /// Where it is, for people.
  var place: String { name.isEmpty ? "byte \(position.byte)" : name }
}

/// What deliveries are kept in: a folder with two files for each, or a file with one on each line.
protocol Spool: Sendable {
  /// The word by which rejects remember how it is read.
  static var form: String { get }
  /// The next delivery; `nil` at the end.
  mutating func next() throws(RunFailure) -> SpooledDelivery?
  /// What is there and cannot be read yet, in words; `nil` where there is nothing of the kind.
  var pending: String? { get }
  /// Reads the bytes of one delivery again.
  static func content(of raw: [UInt8]) -> SpooledDelivery.Content
}
