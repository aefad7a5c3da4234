/// What a person sees on a terminal of 80 columns.
import Foundation
import Testing

@Suite("Terminals")
struct TerminalTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.run("run", "pipelines/shopify-orders.json", "--quiet")
  }

  /// The lines that a command shows on a terminal.
  private func shown(_ command: String, columns: Int = 80) throws -> [String] {
    let words = "stty cols \(columns) && \(Program.executable) \(command)"
    let outcome = try program.start(["-qec", words, "/dev/null"], program: "/usr/bin/script").outcome()
    // What clears the line of progress takes no column.
    return outcome.output.replacing("\u{1B}[K", with: "").split(whereSeparator: \.isNewline).map(String.init)
  }

  @Test(
    "no table, sentence, note or mistake is wider than the terminal",
    arguments: [
      "explain R3001", "stages vat", "layouts", "stores", "report vat_by_country", "report thresholds",
      "report nothing", "report trial_balance --store shopify-de", "journal waiting --limit 5",
      "fx USD --on 2023-12-31", "vatid check DE136695976 FR40303265045",
      "cat --explain samples/shopify/orders-2024-79col.csv.gz", "preview pipelines/shopify-orders.json --documents 1",
      "run pipelines/shopify-orders.json", "rates show DE",
    ])
  func fits(_ command: String) throws {
    let lines = try shown(command)
    #expect(!lines.isEmpty)
    #expect(lines.filter { $0.count > 80 } == [])
  }

  @Test("stores are told apart at 80 columns")
  func told() throws {
    let lines = try shown("stores")
    for name in ["shopify-de", "shopify-us", "woocommerce-de", "amazon-de"] {
      #expect(lines.contains { $0.contains(name) }, "\(name)")
    }
    #expect(!lines.contains { $0.contains("…") })
  }

  @Test("what another program or a file takes is never wrapped")
  func piped() throws {
    let outcome = try program.run("explain", "R3001")
    #expect(outcome.output.split(separator: "\n").contains { $0.count > 80 })
    #expect(try program.run("report", "nothing").messages.split(separator: "\n").contains { $0.count > 200 })
  }
}
