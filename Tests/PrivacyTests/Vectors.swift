/// The test vectors that lie beside these tests, in their publisher's own form.
import Foundation

enum Vectors {
  struct File: Decodable {
    let testGroups: [Group]
  }

  struct Group: Decodable {
    let keySize: Int
    let ivSize: Int?
    let tagSize: Int
    let tests: [Vector]
  }

  struct Vector: Decodable {
    let tcId: Int
    let key: String
    let msg: String
    let tag: String
    let result: String
    let iv: String?
    let aad: String?
    let ct: String?
  }

  /// The groups of `Fixtures/wycheproof/<name>`.
  static func groups(_ name: String) throws -> [Group] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/wycheproof/\(name)")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).testGroups
  }

  /// The bytes of hexadecimal digits.
  static func bytes(_ digits: String?) -> [UInt8] {
    let digits = Array(digits ?? "")
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
  }
}
