/// A run that takes a while, to be interrupted: some thousands of lines in several batches, with refunds and rejects.
import Foundation
import Ledger
import Testing

struct LongRun {
  /// What has begun.
  let program: Program
  let running: RunningProgram

  /// The file, as its runs name it.
  static let file = "orders.csv"
  private static let arguments = ["run", "pipelines/shopify-orders.json", "--set", "input=\(file)", "--quiet"]

  /// 2,000 orders with long notes; a batch is cut by its bytes.
  static let export = Result {
    var export = try ShopifyExport(orders: 2_000)
    let note = String(repeating: "leave it with the neighbour, please. ", count: 170)
    for row in export.rows.indices {
      export.rows[row]["Notes"] = note
      if row % 9 == 0 { export = export.refunding(row) }
      if row % 500 == 7 { export.rows[row]["Financial Status"] = "on_hold" }
    }
    return Array(export.text.utf8)
  }

  /// The same run, never interrupted.
  static let uninterrupted = Result {
    let program = try Program()
    try program.write(file, export.get())
    let start = ContinuousClock.now
    let outcome = try program.start(arguments).outcome()
    try #require(outcome.exit == 5)
    return (
      digest: try program.digest(), reports: try program.reports("shopify-orders"), noted: outcome.noted,
      duration: ContinuousClock.now - start
    )
  }

  /// Starts the run.
  init(_ bytes: [UInt8]? = nil) throws {
    program = try Program()
    try program.write(Self.file, bytes ?? Self.export.get())
    running = try program.start(Self.arguments)
  }

  /// Starts it and waits until it has loaded something, but not all.
  static func underWay() throws -> LongRun {
    let run = try LongRun()
    for _ in 0..<3_000 {
      usleep(10_000)
      guard let ledger = try? run.program.ledger(), let state = try? ledger.runs(limit: 1).first else { continue }
      if state.documents > 0 { return run }
    }
    throw Late()
  }

  /// The run has not loaded anything in half a minute.
  struct Late: Error {}

  /// Runs it again to its end.
  func again() throws -> Outcome { try program.start(Self.arguments).outcome() }
}

extension Outcome {
  /// The lines that tell of revisions, findings and rejects.
  var noted: [Substring] {
    output.split(separator: "\n").filter { line in
      ["  revised ", "  finding ", "  reject "].contains { line.hasPrefix($0) }
    }
  }
}
