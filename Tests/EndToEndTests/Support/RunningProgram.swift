/// A command that was started: to be signalled, waited for and read.
import Formats
import Foundation

/// How a command ended and what it said.
struct Outcome {
  /// The exit code; 128 more than the signal when one ended it.
  var exit: Int32
  /// What it wrote to standard output.
  var output: String
  /// What it wrote to standard error, but for ``notice``.
  var messages: String
  /// That a key was made, which the first run of a ledger says; empty for every other.
  var notice = ""
  /// Everything that a person sees.
  var text: String { output + messages }
}

/// A process whose output goes into files: a pipe could fill up while nobody reads it.
final class RunningProgram {
  private let process = Process()
  private let transcript: String

  /// The number of the process.
  var pid: Int32 { process.processIdentifier }

  init(
    _ program: String, _ arguments: [String], in folder: String, environment: [String: String] = [:],
    input: String? = nil
  ) throws {
    transcript = "\(folder)/.\(UUID().uuidString)"
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
    process.standardInput = try input.map { try FileHandle(forReadingFrom: URL(filePath: $0)) } ?? .nullDevice
    process.standardOutput = try Self.file(transcript + ".out")
    process.standardError = try Self.file(transcript + ".err")
    try process.run()
  }

  private static func file(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: path))
    return try FileHandle(forWritingTo: URL(filePath: path))
  }

  /// Sends a signal.
  func send(_ signal: Int32) { kill(pid, signal) }

  /// The first thing that it writes for a program, as soon as it is whole.
  func json() async throws -> JSONNode {
    while true {
      let text = try String(contentsOfFile: transcript + ".out", encoding: .utf8)
      if text.hasSuffix("}\n") { return try JSONText.parse(Array(text.utf8)) }
      guard process.isRunning else { throw Ended(outcome: try outcome()) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// It ended before it wrote anything.
  struct Ended: Error {
    let outcome: Outcome
  }

  /// Waits for the end.
  func outcome() throws -> Outcome {
    process.waitUntilExit()
    let status = process.terminationStatus
    let said = try String(contentsOfFile: transcript + ".err", encoding: .utf8)
    let notice = said.firstMatch(of: /note: personal data is sealed under a new key.*\n.*\n/).map { String($0.output) }
    return Outcome(
      exit: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      output: try String(contentsOfFile: transcript + ".out", encoding: .utf8),
      messages: said.replacingOccurrences(of: notice ?? "\0", with: ""), notice: notice ?? "")
  }
}
