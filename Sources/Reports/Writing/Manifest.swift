/// The list of a folder's report files: what each holds, of which run, and the sum to check it by.
import Formats
import Foundation
import Pipeline
import Synchronization

struct Manifest {
  /// Its name within the folder.
  static let name = "manifest.json"

  /// One file.
  struct Entry {
    var delivery: Delivery
    var report: String
    var format: ReportFormat
    var columns: [ReportColumn]
    /// The last published run whose documents it holds; `nil` when nothing is published.
    var run: Int64?
  }

  let folder: String

  /// Held from reading the earlier manifest to writing the new one: reports of one run are made at the same time.
  private static let writing = Mutex(())

  /// Writes the manifest with these entries and those that an earlier one has for other files that are still there.
  ///
  /// - Throws: `E8102` to `E8104`.
  func write(_ entries: [Entry]) throws(RunFailure) {
    try Self.writing.withLock { (_) throws(RunFailure) in try merge(entries) }
  }

  private func merge(_ entries: [Entry]) throws(RunFailure) {
    let names = Set(entries.map(\.name))
    var members: [(name: String, write: (inout JSONWriter) -> Void)] = entries.map { entry in
      (entry.name, { entry.write(&$0) })
    }
    for node in earlierEntries() {
      guard let name = node["name"]?.string, !names.contains(name),
        FileManager.default.fileExists(atPath: "\(folder)/\(name)")
      else { continue }
      members.append((name, { $0.node(node) }))
    }
    members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var writer = JSONWriter(.indented)
    writer.object { object in
      object.key("files")
      object.array { array in for member in members { member.write(&array) } }
    }
    writer.endLine()
    try AtomicFile.write("\(folder)/\(Self.name)", bytes: writer.takeBytes())
  }

  /// The entries of the manifest that is there; none when there is none or it is no manifest.
  private func earlierEntries() -> [JSONNode] {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(Self.name)"),
      let root = try? JSONText.parse(Array(data))
    else { return [] }
    return root["files"]?.elements ?? []
  }
}

extension Manifest.Entry {
  var name: String { String(delivery.path.split(separator: "/").last ?? "") }

  func write(_ writer: inout JSONWriter) {
    writer.object { object in
      object.key("name")
      object.string(name)
      object.key("report")
      object.string(report)
      object.key("format")
      object.string(format.rawValue)
      object.key("run")
      if let run { object.integer(run) } else { object.null() }
      object.key("rows")
      object.integer(Int64(delivery.rows))
      object.key("bytes")
      object.integer(Int64(delivery.byteCount))
      object.key("sha256")
      object.string(delivery.sha256)
      object.key("columns")
      object.array { array in for column in columns { array.column(column) } }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func column(_ column: ReportColumn) {
    object { object in
      object.key("name")
      object.string(column.name)
      object.key("type")
      object.string(column.kind.rawValue)
      object.key("meaning")
      object.string(column.meaning)
    }
  }
}
