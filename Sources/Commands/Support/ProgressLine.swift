import Foundation
import Pipeline
import Synchronization

/// Shows how far a run is: one line that is redrawn on a terminal, a plain line now and then elsewhere.
final class ProgressLine: Sendable {
  private let isQuiet: Bool
  private let lastShown = Mutex<UInt64>(0)

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Shows the progress, at most ten times a second on a terminal, every ten seconds elsewhere.
  func show(_ progress: RunProgress) {
    guard !isQuiet else { return }
    let now = DispatchTime.now().uptimeNanoseconds
    let pause: UInt64 = Terminal.showsProgress ? 100_000_000 : 10_000_000_000
    let isDue = lastShown.withLock { last in
      if last == 0 { last = now }
      guard now - last >= pause else { return false }
      last = now
      return true
    }
    guard isDue else { return }
    let amounts =
      "\(progress.documents) documents, \(progress.lines) lines, \(progress.loadedBytes / 1_000_000) MB"
    let name = progress.path.split(separator: "/").last.map(String.init) ?? progress.path
    if Terminal.showsProgress {
      let line = "\(name): \(amounts)"
      Messages.write("\r\u{1B}[K" + line.prefix(Terminal.width - 1))
    } else {
      Messages.line("loading \(name): \(amounts)")
    }
  }

  /// Takes the line away.
  func clear() {
    guard Terminal.showsProgress, !isQuiet else { return }
    Messages.write("\r\u{1B}[K")
  }
}
