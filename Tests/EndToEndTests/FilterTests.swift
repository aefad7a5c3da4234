/// What lists and reports say to those who ask for what cannot be.
import Ledger
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
      "preview pipelines/shopify-orders.json --documents 0": "\"0\" is no number from 1 to 1000000000",
      "journal list --limit=-1": "\"-1\" is no number from 1 to 1000000000",
      "runs list --limit many": "\"many\" is no number from 1 to 1000000000",
      "rejects list --limit 0": "\"0\" is no number from 1 to 1000000000",
      "journal list --limit 9223372036854775807": "\"9223372036854775807\" is no number from 1 to 1000000000",
      "journal list --account 99": "nothing was posted to an account \"99\"",
      "report account_card --account 99": "nothing was posted to an account \"99\"",
      "deliver pipelines/shopify-webhooks.json --to spool --latest=-1": "\"-1\" is no number from 1 to 1000000000",
      "materials set 1 --units=-4 --at WH-001": "--units takes a number that is not negative, not \"-4\"",
      "periods close 2099-12 --reason x --force": "2099-12 has not begun",
      "periods close 2024-01 --reason -": "--reason goes on record",
      "journal reverse 1 --reason x --on 2999-01-01": "--on 2999-01-01 is a day to come",
      "rates place ZZ 1": "is no file, and no country",
      "reconcile --max-age=-1": "\"-1\" is no number from 0 to 1000000000",
      "cat samples/shopify/orders-2024-79col.csv.gz --preamble-lines=-1": "\"-1\" is no number from 0 to 1000000000",
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

  @Test(
    "what is not there, or is something else, is told as what it is",
    arguments: [
      ("vatid check nope.csv", 7, "error[E7001]: nope.csv "),
      ("report vat_by_country --ledger samples", 8, "error[E8003]: samples exists and is no ledger"),
      ("run pipelines/shopify-orders.json --ledger samples", 8, "error[E8003]: samples exists and is no ledger"),
      ("privacy new-key pipelines/stores.json", 8, "error[E8214]: pipelines/stores.json is there already"),
      ("report vat_by_country --format csv --output pipelines", 8, "error[E8106]: pipelines is no regular file"),
      ("report vat_by_country --format csv --output /dev/full", 8, "error[E8106]: /dev/full is no regular file"),
    ])
  func places(command: String, exit: Int32, sentence: String) throws {
    let outcome = try program.start(command.words).outcome()
    #expect(outcome.exit == exit && outcome.output == "")
    #expect(outcome.messages.hasPrefix(sentence))
  }

  @Test("a pull since the beginning of time, and one since a day to come, are runs like others")
  func farDays() throws {
    for day in ["0001-01-01", "9999-12-31"] {
      #expect(try program.run("run", "pipelines/shopify-catalogue.json", "--since", day, "--quiet").exit == 0)
    }
  }

  @Test(
    "a result that nobody can take is a failure, and one of the messages is none",
    arguments: [
      "report vat_by_country", "report vat_by_country --format csv", "runs list --format json", "explain R3001",
      "cat samples/shopify/orders-2024-79col.csv.gz", "cat samples/shopify/orders-2024-79col.csv.gz --format jsonl",
      "schema pipeline", "presets show shopify.products", "vatid check DE136695976",
      "preview pipelines/shopify-orders.json",
      "journal list --help",
    ])
  func fullDisk(command: String) throws {
    func shell(_ redirection: String) throws -> Outcome {
      let script = "exec \"$0\" \"$@\" \(redirection)"
      return try program.start(["-c", script, Program.executable] + command.words, program: "/bin/dash").outcome()
    }
    let outcome = try shell("> /dev/full")
    #expect(outcome.exit == 8)
    #expect(outcome.messages.contains("error[E8103]: the disk is full: standard output was not written"))
    #expect(try shell("2> /dev/full").exit == 0)
  }
}

extension String {
  fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
