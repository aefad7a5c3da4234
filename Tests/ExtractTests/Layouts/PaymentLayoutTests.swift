/// Reports of payment providers: which rows are one document, and what their amounts mean.
import Columns
import Pipeline
import Testing

@Suite("Reports of payment providers")
struct PaymentLayoutTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let paypal = [
    "Date", "Time", "TimeZone", "Type", "Currency", "Gross", "Fee", "Net", "Transaction ID", "Balance Impact",
  ]

  private func row(_ type: String, _ gross: String, _ fee: String, _ net: String, _ impact: String) -> [String: String]
  {
    [
      "Date": "24.11.2026", "Time": "10:00:00", "TimeZone": "CET", "Type": type, "Currency": "EUR", "Gross": gross,
      "Fee": fee, "Net": net, "Transaction ID": "1AB", "Balance Impact": impact,
    ]
  }

  private func paypal(_ rows: [[String: String]]) throws -> any ExtractStage {
    let path = try scratch.write(FlatExport.text(Self.paypal, rows))
    return try Extraction.stage(#""layout": "paypal.activity", "paths": ["\#(path)"]"#)
  }

  @Test("A fee counts as what PayPal keeps, one that it gives back as the opposite")
  func fees() async throws {
    let stage = try paypal([
      row("Express Checkout Payment", "1.250,00", "-43,40", "1.206,60", "Credit"),
      row("Payment Refund", "-20,00", "0,59", "-19,41", "Debit"),
      row("General Withdrawal", "-500,00", "0,00", "-500,00", "Debit"),
    ])
    let documents = try await stage.documents(["Gross amount", "Fee kept", "Net amount"])
    #expect(documents.count == 1)
    #expect(documents.first?.column("Gross amount") == ["1250.00", "-20.00", "-500.00"])
    #expect(documents.first?.column("Fee kept") == ["43.40", "-0.59", "0.00"])
    #expect(documents.first?.column("Net amount") == ["1206.60", "-19.41", "-500.00"])
  }

  @Test("Rows that do not change the balance are left out, and said to be")
  func memos() async throws {
    let stage = try paypal([
      row("General Authorization", "-9,00", "0,00", "-9,00", "Memo"),
      row("Mobile Payment", "480,00", "0,00", "480,00", "Credit"), row("Item", "", "", "", ""),
    ])
    let documents = try await stage.documents(["Net amount"])
    #expect(documents.map(\.lines.count) == [1])
    let notices = try await stage.notices(["Net amount"])
    #expect(notices.contains { $0.hasSuffix("2 rows that do not change the balance were left out") })
  }

  @Test("Where amounts prove both notations none is read, so that none is read wrong")
  func mixed() async throws {
    let stage = try paypal([
      row("Mobile Payment", "1,250.00", "0.00", "1,250.00", "Credit"),
      row("Mobile Payment", "1,50", "0,00", "1,50", "Credit"),
    ])
    let documents = try await stage.documents(["Net amount"])
    #expect(documents.first?.column("Net amount") == ["1,250.00", "1,50"])
  }

  @Test("Stripe's rows are grouped by payout and currency, those of no payout together; metadata is nothing new")
  func stripe() async throws {
    let columns = [
      "automatic_payout_id", "balance_transaction_id", "currency", "gross", "fee", "net", "reporting_category",
      "payment_metadata[site]",
    ]
    func row(_ payout: String, _ id: String, _ currency: String) -> [String: String] {
      [
        "automatic_payout_id": payout, "balance_transaction_id": id, "currency": currency, "gross": "1.00",
        "fee": "0.00", "net": "1.00", "reporting_category": "charge",
      ]
    }
    let path = try scratch.write(
      FlatExport.text(
        columns, [row("po_1", "1", "eur"), row("", "2", "eur"), row("po_1", "3", "eur"), row("", "4", "gbp")]))
    let stage = try Extraction.stage(#""layout": "stripe.payout_reconciliation", "paths": ["\#(path)"]"#)
    let documents = try await stage.documents(["balance_transaction_id", "Currency code"])
    #expect(documents.map { $0.column("balance_transaction_id") } == [["1", "3"], ["2"], ["4"]])
    #expect(documents.map { $0["Currency code"] } == ["EUR", "EUR", "GBP"])
    #expect(try await stage.notices(["currency"]).allSatisfy { !$0.contains("payment_metadata[site]") })
  }
}
