/// The built program, run as a process in a folder of its own.
import Foundation
import GRDB
import Ledger
import Testing

/// The folder has the project's `pipelines` and `samples`, so that relative paths mean what they mean to a person; it is
/// removed when the object goes.
final class Program: Sendable {
  /// The folder that commands are run in.
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "shopledger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["pipelines", "samples"] {
      try FileManager.default.createSymbolicLink(
        atPath: path(name), withDestinationPath: Self.project.appending(path: name).path)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Runs a command to its end.
  @discardableResult
  func run(_ arguments: String...) throws -> Outcome { try start(arguments).outcome() }

  /// Runs a command to its end that reads `input`, a file of the folder, from standard input.
  func run(reading input: String, _ arguments: String...) throws -> Outcome {
    try RunningProgram(Self.executable, arguments, in: folder, input: path(input)).outcome()
  }

  /// Runs a command that may write no file of more than `kibibytes`.
  func run(fileLimit kibibytes: Int, _ arguments: String...) throws -> Outcome {
    // dash counts in blocks of 512 bytes, as POSIX says.
    let script = "ulimit -f \(kibibytes * 2); exec \"$0\" \"$@\""
    return try start(["-c", script, Self.executable] + arguments, program: "/bin/dash").outcome()
  }

  /// Starts a command.
  func start(
    _ arguments: [String], program: String = Program.executable, environment: [String: String] = [:]
  ) throws -> RunningProgram {
    try RunningProgram(program, arguments, in: folder, environment: environment)
  }

  // MARK: Files

  /// A file of the folder as the file system knows it.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Writes a file into the folder.
  func write(_ name: String, _ bytes: [UInt8]) throws {
    try FileManager.default.createDirectory(
      at: URL(filePath: path(name)).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path(name)))
  }

  /// Writes a file into the folder.
  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  /// Writes a pipeline of the project with other words in it, as `own.json`.
  func define(_ pipeline: String, _ changes: (old: String, new: String)...) throws {
    var text = try String(contentsOfFile: path("pipelines/\(pipeline).json"), encoding: .utf8)
    for change in changes {
      try #require(text.contains(change.old), "the pipeline does not say \(change.old)")
      text = text.replacingOccurrences(of: change.old, with: change.new)
    }
    try write("own.json", text)
  }

  /// The bytes of the reports of a pipeline, by their names.
  func reports(_ pipeline: String) throws -> [String: Data] {
    let folder = path("output/\(pipeline)")
    var reports: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".gz") {
      reports[name] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    }
    return reports
  }

  // MARK: Ledger

  /// Where runs write unless they are told otherwise.
  var ledgerPath: String { path("output/ledger.sqlite") }

  /// The ledger.
  func ledger() throws -> LedgerReader { try LedgerReader(path: ledgerPath) }

  /// Rows of the ledger, as any program that knows SQLite reads them.
  func rows(_ sql: String) throws -> [Row] {
    try DatabaseQueue(path: ledgerPath).read { try Row.fetchAll($0, sql: sql) }
  }

  /// Changes the ledger as no command does.
  func change(_ sql: String) throws { try DatabaseQueue(path: ledgerPath).write { try $0.execute(sql: sql) } }

  /// What the ledger holds.
  func digest() throws -> ContentDigest { try ledger().contentDigest() }

  // MARK: Places

  /// The top of the project.
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program, which is built beside the tests.
  static let executable = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "shopledger").path
}
