/// Many values worked out at a time.
import Foundation
import Synchronization

extension Array where Element: Sendable {
  /// What `transform` makes of each element, in their order; as many at a time as there are processors.
  ///
  /// - Throws: the error of the first element that has one.
  func concurrentMap<Made: Sendable>(_ transform: @Sendable (Element) throws -> Made) throws -> [Made] {
    let made = Mutex([Result<Made, any Error>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = Result { try transform(self[index]) }
      made.withLock { $0[index] = result }
    }
    return try made.withLock { try $0.compactMap { try $0?.get() } }
  }
}
