import ArgumentParser
import Pipeline
import Reports
import Tax
import Transform

/// Who the seller is, and what its amounts are converted by.
struct SellerOptions: ParsableArguments {
  @Option(name: .long, help: "The business file: who declares, where it is registered and under which numbers.")
  var business: String?

  @Option(name: .long, help: "The European Central Bank's history of reference rates, as its zip or as CSV.")
  var rates = "samples/fx/eurofxref-hist.zip"

  /// Reads the exchange rates once something has to be converted.
  var fixings: FixingsReader {
    let path = rates
    return { () throws(RunFailure) in try Self.fixings(path) }
  }

  /// The exchange rates in the file at `path`.
  static func fixings(_ path: String) throws(RunFailure) -> ECBFixings {
    try FixingsFile.read(path, .ofDisk)
  }

  /// The seller of the business file at `path`.
  ///
  /// - Throws: ``Stop`` after all mistakes were shown; ``RunFailure`` when the file cannot be read.
  static func read(_ path: String) throws -> Business {
    let checked = Business.read(try Disk.read(path), file: path)
    Messages.show(checked.diagnostics)
    guard let business = checked.valid else { throw Stop(exit: .definitionInvalid) }
    return business
  }
}
