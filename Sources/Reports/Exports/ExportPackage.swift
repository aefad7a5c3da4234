/// What leaves at once: files, and what a person should know about them.
public struct ExportPackage: Sendable, Equatable {
  /// The files, in the order in which the other program takes them.
  public var files: [ExportFile]
  /// What a person should look at, a sentence each.
  public var warnings: [String]

  /// A package.
  public init(files: [ExportFile], warnings: [String] = []) {
    self.files = files
    self.warnings = warnings
  }
}

/// A file for another program.
public struct ExportFile: Sendable, Equatable {
  /// Its name, which tells its entries.
  public var name: String
  /// Its bytes.
  public var bytes: [UInt8]
  /// Rows or entries in it, for the message about the file.
  public var rows: Int
  /// The numbers of the entries it holds.
  public var entries: [Int64]

  /// A file.
  public init(name: String, bytes: [UInt8], rows: Int, entries: [Int64]) {
    self.name = name
    self.bytes = bytes
    self.rows = rows
    self.entries = entries
  }

  /// The stretch of entries that a file holds, for its name: `1-57`.
  static func stretch(_ numbers: some Collection<Int64>) -> String {
    "\(numbers.min() ?? 0)-\(numbers.max() ?? 0)"
  }

  /// A name with its number where there is more than one file.
  static func numbered(_ stem: String, _ index: Int, of count: Int, _ ending: String) -> String {
    count == 1 ? "\(stem).\(ending)" : "\(stem)_\(index + 1).\(ending)"
  }
}
