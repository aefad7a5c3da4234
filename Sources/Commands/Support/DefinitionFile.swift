import Foundation
import Pipeline

/// The files that say what a pipeline is: its definition, the business and the stores.
///
/// One that cannot be read is a mistake of the definition, not of a source: trying again does not help.
enum DefinitionFile {
  /// The bytes of a file, or why there are none.
  ///
  /// - Parameter place: where the definition names the file; `nil` where the command line does.
  static func read(_ path: String, namedAt place: Place? = nil) -> Checked<[UInt8]> {
    if let folder = folder(path, namedAt: place) { return Checked(nil, [folder]) }
    do throws(RunFailure) {
      return Checked(try Disk.read(path), [])
    } catch {
      return Checked(nil, [mistake(error.message, error.remedy, in: path, namedAt: place)])
    }
  }

  /// A folder in place of a file, with a definition in it that may be meant.
  private static func folder(_ path: String, namedAt place: Place?) -> Diagnostic? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return nil }
    let file = firstDefinition(among: names, in: path).map { "a definition in it, such as \($0)" } ?? "a file"
    return mistake("\(path) is a folder, not a file", "name \(file)", in: path, namedAt: place)
  }

  /// The first file of the folder that reads like a definition: other settings may lie beside them.
  private static func firstDefinition(among names: [String], in folder: String) -> String? {
    let paths = names.filter { $0.hasSuffix(".json") }.sorted().map {
      URL(filePath: folder).appending(path: $0).relativePath
    }
    return paths.first { path in
      guard let bytes = try? Disk.read(path) else { return false }
      return Definition.read(bytes, file: path).value?.stages[.extract]?.isEmpty == false
    }
  }

  private static func mistake(
    _ message: String, _ remedy: String, in path: String, namedAt place: Place?
  ) -> Diagnostic {
    guard let place else { return Diagnostic(.unreadableFile, file: path, message, help: remedy) }
    return Diagnostic(.unreadableFile, at: place, message, help: remedy)
  }
}
