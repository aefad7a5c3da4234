import Synchronization

/// Does `work`, and stops it as soon as somebody asks the program to end, also while it waits for a platform.
///
/// - Parameters:
///   - interruption: the exit code to end with, once that was asked for.
///   - place: knows what is being read, where anything is.
/// - Throws: `E1300` then; else what `work` throws, which is `E1001` where it is no ``RunFailure``.
func interruptible<Result: Sendable>(
  _ interruption: @escaping @Sendable () -> ExitCode?, at place: ReadingPlace = ReadingPlace(),
  _ work: @escaping @Sendable () async throws -> Result
) async throws(RunFailure) -> Result {
  do {
    return try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        while interruption() == nil {
          guard (try? await Task.sleep(for: .milliseconds(100))) != nil else { return nil }
        }
        throw RunFailure.interrupted(interruption() ?? .interrupted, at: place)
      }
      defer { group.cancelAll() }
      while let outcome = try await group.next() { if let outcome { return outcome } }
      throw CancellationError()
    }
  } catch let failure as RunFailure {
    throw failure
  } catch {
    throw RunFailure("E1001", .internalFault, "a task of the run stopped: \(error)")
  }
}

/// What is being read at the moment.
final class ReadingPlace: Sendable {
  private let current = Mutex("")

  /// The source's path; empty while nothing is read.
  var path: String {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }
}

extension RunFailure {
  /// That somebody asked the program to end.
  static func interrupted(_ exit: ExitCode, at place: ReadingPlace) -> RunFailure {
    let path = place.path
    return RunFailure(
      "E1300", exit,
      "the run was interrupted\(path.isEmpty ? "" : " while reading \(path)"); what was committed stays",
      remedy: "start the same command again: it goes on from there")
  }
}
