import Foundation
import Pipeline
import Reports

/// A run in the real world.
extension RunEnvironment {
  /// The real clock, the real signals and the real disk.
  static func system(
    output: String, ledger: String, progress: @escaping @Sendable (RunProgress) -> Void
  ) -> RunEnvironment {
    RunEnvironment(
      now: { Int64(Date().timeIntervalSince1970) },
      milliseconds: { Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) },
      interruption: { Interruption.exit }, progress: progress, outputDirectory: output,
      reports: LedgerReportDesk(ledger: ledger) { path throws(RunFailure) in try SellerOptions.fixings(path) })
  }
}
