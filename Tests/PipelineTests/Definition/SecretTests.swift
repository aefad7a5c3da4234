/// No message shows a secret, however broken the file is.
import Pipeline
import Testing

@Suite("Secrets in definitions")
struct SecretTests {
  private let renderer = DiagnosticRenderer(width: 200)

  @Test(
    "A literal secret is an error and is shown as asterisks",
    arguments: ["token", "access_token", "password", "Client-Secret", "api_key", "apiKey", "consumer_secret"])
  func literal(key: String) {
    let definition = #"{ "name": "a b", "limits": { "rejects": 1, "\#(key)": "hunter2\"x" } }"#
    let checked = Validation.compile(definition)
    #expect(checked.diagnostics.contains { $0.code == .literalSecret })
    #expect(!renderer.render(checked.diagnostics).contains("hunter2"))
    #expect(!renderer.json(checked.diagnostics).contains("hunter2"))
  }

  @Test("A broken file hides them too", arguments: ["", "\"", "\"}", "\" 1"])
  func broken(end: String) {
    let checked = Definition.read(Array("{ \"name\": 1 1, \"token\": \"hunter2\(end)".utf8), file: "a.json")
    #expect(checked.value == nil && !checked.diagnostics.isEmpty)
    #expect(!renderer.render(checked.diagnostics).contains("hunter2"))
  }

  @Test("References and words that only look alike are no secrets")
  func references() {
    let stores = #"""
      { "stores": [ { "name": "a", "platform": "shopify", "title": "Secret Garden",
        "credentials": { "access_token": { "env": "TOKEN" }, "key": { "file": "token.txt" } } } ] }
      """#
    let checked = Stores.read(Array(stores.utf8), file: "stores.json")
    #expect(checked.diagnostics == [])
    #expect(
      checked.valid?.store(named: "a")?.credentials == [
        "access_token": .environment("TOKEN"), "key": .file("token.txt"),
      ])
  }
}
