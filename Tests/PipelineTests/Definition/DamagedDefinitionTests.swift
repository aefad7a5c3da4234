/// A definition damaged anywhere is read to an answer, and every answer can be shown.
import Pipeline
import Testing

@Suite("Damaged definitions")
struct DamagedDefinitionTests {
  private let sound = Array(Validation.sound.utf8)

  private func check(_ bytes: [UInt8]) {
    let checked = DefinitionCompiler.compile(
      Definition.read(bytes, file: "a.json"), business: Business.read(Array(Validation.business.utf8), file: "b.json"),
      stores: Stores.read(Array(Validation.stores.utf8), file: "c.json"), catalogue: FakeCatalogue.catalogue,
      services: FakeCatalogue.services)
    #expect((checked.value == nil) == checked.diagnostics.contains { $0.severity == .error })
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for diagnostic in checked.diagnostics {
      #expect((1...lines.count).contains(diagnostic.line) && diagnostic.column >= 1)
      #expect(DiagnosticRenderer(width: 40).render(diagnostic).contains("^"))
    }
  }

  @Test("Cut off at any byte")
  func truncated() {
    for count in sound.indices {
      check(Array(sound[..<count]))
      #expect(Definition.read(Array(sound[..<count]), file: "a").valid == nil)
    }
  }

  @Test("With any byte replaced", arguments: ["\"", "}", "[", "$", "\\", "0", "\u{1}"])
  func replaced(by character: Character) {
    for index in stride(from: 0, to: sound.count, by: 3) {
      var bytes = sound
      bytes[index] = character.asciiValue ?? 0
      check(bytes)
    }
  }

  @Test("With bytes that are no UTF-8, with a byte order mark, and with nothing but brackets")
  func odd() {
    check(sound.map { $0 == UInt8(ascii: "o") ? 0xFF : $0 })
    check([0xEF, 0xBB, 0xBF] + sound)
    check(Array(String(repeating: "[", count: 10_000).utf8))
    check(Array(String(repeating: "{\"a\":", count: 10_000).utf8))
  }
}
