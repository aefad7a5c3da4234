import AsyncAlgorithms
import Columns
import Commerce

/// A source that a run is going to read.
struct Reading: Sendable {
  var extract: any ExtractStage
  var source: SourceIdentity
  /// Its place in the report.
  var line: Int
  /// Its number in the store, when an interrupted run had begun it.
  var number: Int64?
  var checkpoint: SourceCheckpoint?
}

/// What passes from task to task.
enum FlowItem: Sendable {
  /// A source begins.
  case begin(Reading, layout: String, header: [String], dialect: String)
  /// A batch of it, with the checkpoint behind it and its totals as extracted.
  case batch(Batch, next: SourceCheckpoint, extracted: ControlTotals)
  /// It was read to its end.
  case end(line: Int, digest: [UInt8], layout: String, notices: [String])
}

/// What a flow counted.
struct FlowResult: Sendable {
  var counts = RunCounts()
  var sources: [Int: (layout: String, notices: [String])] = [:]
}

/// The three tasks of a run and the channels between them.
///
/// A batch may wait in front of a task, so that none stands still while another waits for the disk; more than one only
/// grow cold in memory.
struct Flow: Sendable {
  let transforms: [any TransformStage]
  let columns: [String]
  let entity: Entity
  let store: any RunStore
  let environment: RunEnvironment

  /// Batches that may wait in front of a task.
  private static let waitingMax = 1

  /// Reads, transforms and writes all sources; the first failure stops all three tasks.
  func run(_ readings: [Reading]) async throws(RunFailure) -> FlowResult {
    let place = ReadingPlace()
    return try await interruptible(environment.interruption, at: place) { try await pass(readings, place) }
  }

  private func pass(_ readings: [Reading], _ place: ReadingPlace) async throws -> FlowResult {
    let extracted = AsyncChannel<FlowItem>()
    let transformed = AsyncChannel<FlowItem>()
    return try await withThrowingTaskGroup(of: FlowResult?.self) { group in
      group.addTask { @concurrent in
        defer { extracted.finish() }
        try await read(readings, place, into: extracted)
        return nil
      }
      group.addTask { @concurrent in
        defer { transformed.finish() }
        try await transform(extracted, into: transformed)
        return nil
      }
      group.addTask { @concurrent in try await write(transformed) }
      var result = FlowResult()
      while let part = try await group.next() { if let part { result = part } }
      return result
    }
  }

  private func read(_ readings: [Reading], _ place: ReadingPlace, into channel: AsyncChannel<FlowItem>) async throws {
    for reading in readings {
      place.path = reading.source.path
      var reader = try reading.extract.open(reading.source, columns: columns, from: reading.checkpoint)
      await channel.send(
        .begin(reading, layout: reader.layout, header: reader.header, dialect: reader.dialect))
      while let (batch, next) = try await reader.next() {
        if let exit = environment.interruption() { throw RunFailure.interrupted(exit, at: place) }
        if Task.isCancelled { return }
        await channel.send(.batch(batch, next: next, extracted: ControlTotals()))
      }
      let digest = try reader.digest ?? reading.extract.digest(of: reading.source)
      await channel.send(
        .end(line: reading.line, digest: digest, layout: reader.layout, notices: reader.notices))
    }
  }

  private func transform(_ input: AsyncChannel<FlowItem>, into output: AsyncChannel<FlowItem>) async throws {
    var stages = transforms
    for await item in input.buffer(policy: .bounded(Self.waitingMax)) {
      // Taken out of the item: a batch that is held twice is copied whole when the first stage adds to its text.
      switch consume item {
      case .batch(var batch, var next, _):
        let totals = try await apply(&stages, to: &batch, before: &next, of: entity)
        await output.send(.batch(batch, next: next, extracted: totals))
      case let other:
        await output.send(other)
      }
    }
  }

  private func write(_ input: AsyncChannel<FlowItem>) async throws -> FlowResult {
    var result = FlowResult()
    var progress = RunProgress(path: "", loadedBytes: 0, documents: 0, lines: 0)
    var source: Int64 = 0
    for await item in input.buffer(policy: .bounded(Self.waitingMax)) {
      switch item {
      case .begin(let reading, let layout, let header, let dialect):
        progress.path = reading.source.path
        if let number = reading.number {
          source = number
        } else {
          source = try store.open(reading.source, layout: layout, header: header, dialect: dialect)
        }
      case .batch(let batch, let next, let extracted):
        let outcome = try store.commit(batch, source: source, next: next, extracted: extracted)
        result.counts.add(outcome.counts)
        progress.loadedBytes = next.position.byte
        progress.documents += Int64(batch.documentCount)
        progress.lines += Int64(batch.lineCount)
        environment.progress(progress)
      case .end(let line, let digest, let layout, let notices):
        try store.complete(source: source, digest: digest)
        result.sources[line] = (layout, notices)
      }
    }
    return result
  }
}

/// Applies every stage in order and counts the batch as soon as its amounts are known.
///
/// - Parameter next: the checkpoint behind the batch, which takes along what stages have found out.
func apply(
  _ stages: inout [any TransformStage], to batch: inout Batch, before next: inout SourceCheckpoint, of entity: Entity
) async throws(RunFailure) -> ControlTotals {
  if batch.isUnread { return ControlTotals(counting: batch) }
  var totals: ControlTotals?
  for index in stages.indices {
    try await stages[index].prepare(for: batch)
    try stages[index].apply(to: &batch)
    next.vatIDChecks += stages[index].takeVATIDChecks()
    let isCountable = entity.controlAmount.map { batch.has($0) } ?? batch.has(OrderKeys.externalID)
    if totals == nil, isCountable { totals = ControlTotals(counting: batch, of: entity) }
  }
  return totals ?? ControlTotals(counting: batch, of: entity)
}
