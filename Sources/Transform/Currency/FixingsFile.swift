import Formats
public import Pipeline
public import Tax

/// Reads the European Central Bank's file of reference rates, zipped as it is published, or unpacked.
public enum FixingsFile {
  /// The fixings in the file at `path`, which `services` reads.
  public static func read(_ path: String, _ services: StageServices) throws(RunFailure) -> ECBFixings {
    var bytes = try services.readFile(path)
    if bytes.starts(with: [UInt8(ascii: "P"), UInt8(ascii: "K")]) {
      do throws(FormatError) {
        bytes = try ZipEntry(in: bytes).bytes
      } catch {
        throw RunFailure("E7201", .sourceUnavailable, "\(path): \(error)")
      }
    }
    do {
      return try ECBFixings(history: bytes.span)
    } catch {
      throw RunFailure(
        "E7202", .sourceUnavailable, "\(path) is no file of the ECB's reference rates: \(error.sentence)",
        remedy: "use eurofxref-hist.zip of the European Central Bank")
    }
  }
}
