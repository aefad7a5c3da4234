/// The load stages of a run that was published, one after the other but for those that only read.

extension [any LoadStage] {
  /// Lets every stage do its work; neighbours that only read do it at the same time. Outcomes are in the stages' order.
  ///
  /// No stage begins once the task is cancelled.
  ///
  /// - Throws: the error of the first stage that has one; no stage begins after it and its neighbours.
  func carry(_ context: DeliveryContext) async throws(RunFailure) -> [LoadOutcome] {
    var outcomes: [LoadOutcome] = []
    var next = startIndex
    while next < endIndex, !Task.isCancelled {
      let stages = self[next...].prefix { $0.onlyReads }
      if stages.isEmpty {
        outcomes.append(try await self[next].carry(context))
        next += 1
      } else {
        outcomes += try await Array(stages).carryTogether(context)
        next = stages.endIndex
      }
    }
    return outcomes
  }

  private func carryTogether(_ context: DeliveryContext) async throws(RunFailure) -> [LoadOutcome] {
    let results = await withTaskGroup(of: (Int, Result<LoadOutcome, RunFailure>).self) { tasks in
      for (index, stage) in enumerated() {
        tasks.addTask {
          do throws(RunFailure) {
            return (index, .success(try await stage.carry(context)))
          } catch { return (index, .failure(error)) }
        }
      }
      var results: [(Int, Result<LoadOutcome, RunFailure>)] = []
      for await result in tasks { results.append(result) }
      return results
    }
    var outcomes: [LoadOutcome] = []
    for (_, result) in results.sorted(by: { $0.0 < $1.0 }) { outcomes.append(try result.get()) }
    return outcomes
  }
}
