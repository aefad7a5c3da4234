import Foundation
import Ledger
import Pipeline
import Privacy

/// Gets the key that personal data is sealed under from where the business file says.
enum KeyDesk {
  /// How a ledger comes by its key; whoever runs the program is told when one was made.
  static func access(_ key: KeyOrigin) -> KeyAccess {
    guard let source = key.source else {
      return KeyAccess(fetch: nil, origin: key.words) { path in Messages.line(notice(path)) }
    }
    return KeyAccess(fetch: { () throws(RunFailure) in try self.key(source) }, origin: key.words)
  }

  /// The key of a source.
  ///
  /// - Throws: `E8211` when nothing is there, `E8212` when others may read the file, `E8213` when it is no key.
  static func key(_ source: KeySource) throws(RunFailure) -> KeyEncryptionKey {
    switch source {
    case .environment(let name): try KeyText.key(ProcessInfo.processInfo.environment[name], at: source.place)
    case .file(let path): try KeyText.key(inFile: path)
    case .command(let words): try KeyText.key(output(of: words, at: source.place), at: source.place)
    }
  }

  /// What a program prints; what it has to say beside that goes where the program's own messages go.
  private static func output(of words: [String], at place: String) throws(RunFailure) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = pipe
    do {
      try process.run()
      let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw KeyText.missing("\(place) failed with status \(process.terminationStatus)")
      }
      return String(decoding: bytes, as: UTF8.self)
    } catch let failure as RunFailure {
      throw failure
    } catch { throw KeyText.missing("\(place) could not be run") }
  }

  private static func notice(_ path: String) -> String {
    """
    note: personal data is sealed under a new key, which is in \(path)
      = help: back it up apart from the ledger: without it nobody can read names and addresses, and with it anybody can
    """
  }
}

extension LedgerStore {
  /// Opens a ledger for writing, with the key that the business names.
  ///
  /// - Parameter isMade: whether one is made where there is none.
  /// - Throws: `E8007` when there is none and none is made.
  static func open(_ path: String, key: KeySource?, isMade: Bool = false) throws(RunFailure) -> LedgerStore {
    try open(path, key: KeyOrigin(source: key), isMade: isMade)
  }

  /// Opens a ledger for writing, with the key that a business file names.
  ///
  /// - Throws: as the other one.
  static func open(_ path: String, key: KeyOrigin, isMade: Bool = false) throws(RunFailure) -> LedgerStore {
    // A reader says what to do about it.
    if !isMade, !FileManager.default.fileExists(atPath: path) { _ = try LedgerReader(path: path) }
    var configuration = LedgerConfiguration()
    configuration.key = KeyDesk.access(key)
    let store = try LedgerStore(path: path, configuration: configuration)
    // An old copy beside today's keys shows nobody who was erased since, whatever it is opened for.
    try store.catchUpWithErasures(at: Now.seconds)
    return store
  }
}

extension LedgerReader {
  /// Opens a ledger for reading, with the key that the business names.
  static func open(_ path: String, key: KeySource?) throws(RunFailure) -> LedgerReader {
    try open(path, key: KeyOrigin(source: key))
  }

  /// Opens a ledger for reading, with the key that a business file names.
  static func open(_ path: String, key: KeyOrigin) throws(RunFailure) -> LedgerReader {
    try LedgerReader(path: path, key: KeyDesk.access(key))
  }
}
