/// Changes of the stores file leave every other word of it as it is.
import Pipeline
import Testing

@Suite("Changes of the stores file")
struct StoresEditTests {
  private func edit(_ text: String) throws -> StoresEdit {
    try #require(StoresEdit(Array(text.utf8), file: "stores.json"))
  }
  private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  private static let file = """
    {
      "stores": [
        {
          "name": "a",
          "platform": "file"
        },
        { "name": "b", "platform": "file", "paused": true }
      ]
    }

    """

  @Test("a pause is written behind the name, as the file is written there, and taken back in its place")
  func pause() throws {
    let edit = try edit(Self.file)
    #expect(
      text(edit.settingPaused(true, of: "a"))
        == Self.file.replacing(#""name": "a","#, with: "\"name\": \"a\",\n      \"paused\": true,"))
    #expect(text(edit.settingPaused(false, of: "b")) == Self.file.replacing("true", with: "false"))
    #expect(text(edit.settingPaused(false, of: "a")) == Self.file)
    #expect(edit.settingPaused(true, of: "c") == nil)
    let line = try self.edit(#"{"stores":[{"name":"a","platform":"file"}]}"#)
    #expect(
      text(line.settingPaused(true, of: "a")) == #"{"stores":[{"name":"a", "paused": true,"platform":"file"}]}"#)
  }

  @Test("a store is added behind the last, also behind none")
  func add() throws {
    let added = try edit(Self.file).adding([("name", #""c""#), ("platform", #""file""#)])
    #expect(Stores.read(added, file: "stores.json").valid?.list.map(\.name) == ["a", "b", "c"])
    let first = try edit("{ \"stores\": [] }").adding([("name", #""c""#), ("platform", #""file""#)])
    #expect(Stores.read(first, file: "stores.json").valid?.list.map(\.name) == ["c"])
    #expect(StoresEdit(Array("{}".utf8), file: "stores.json") == nil)
  }
}
