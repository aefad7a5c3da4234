/// What lists and reports say to those who ask for what cannot be.
import Testing

@Suite("What lists are asked for")
struct FilterTests {
  private let program: Program

  /// A ledger with one run, of the store `shopify-eu`.
  init() throws {
    program = try Program()
    #expect(try program.run("run", "pipelines/shopify-orders.json", "--quiet").exit == 0)
  }

  @Test(
    "an unknown store is a mistake of whoever asks, not an empty list",
    arguments: [
      "report vat_by_country", "journal list", "journal waiting", "sync conflicts list", "sync outbox list",
      "sync outbox retry", "sync problems", "alerts", "materials list",
      "return oss_union --period 2024-Q1 --business pipelines/business.json",
    ])
  func store(command: String) throws {
    let store = try #require(program.ledger().storeNames().first)
    let outcome = try program.start(command.words + ["--store", store + "x"]).outcome()
    #expect(outcome.exit == 2 && outcome.output == "")
    let sentence = "there is no store \"\(store)x\" in output/ledger.sqlite; did you mean \"\(store)\"?"
    #expect(outcome.messages.contains(sentence))
    #expect(try program.start(command.words + ["--store", store]).outcome().exit == 0)
  }

  @Test(
    "numbers, months and words that cannot be are told as such",
    arguments: [
      "preview pipelines/shopify-orders.json --documents 0": "\"0\" is no number from 1 on",
      "journal list --limit=-1": "\"-1\" is no number from 1 on",
      "runs list --limit many": "\"many\" is no number from 1 on",
      "rejects list --limit 0": "\"0\" is no number from 1 on",
      "reconcile --max-age=-1": "\"-1\" is no number from 0 on",
      "cat samples/shopify/orders-2024-79col.csv.gz --preamble-lines=-1": "\"-1\" is no number from 0 on",
      "report vat_by_country --from 2024-05 --to 2024-04": "--from 2024-05 is after --to 2024-04",
      "rejects list --code XX": "\"XX\" is no reason for a reject such as R2103",
      "rejects redrive pipelines/shopify-orders.json --code XX": "\"XX\" is no reason for a reject such as R2103",
      "rejects list --status opn": "there is no status \"opn\"; did you mean \"open\"?",
      "rejects list --run 7": "there is no run 7 in output/ledger.sqlite",
    ])
  func values(command: String, sentence: String) throws {
    let outcome = try program.start(command.words).outcome()
    #expect(outcome.exit == 2 && outcome.output == "")
    #expect(outcome.messages.contains(sentence))
  }
}

extension String {
  fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
