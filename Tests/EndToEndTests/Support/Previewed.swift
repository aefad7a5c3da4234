/// What a preview says of a definition's documents: their own figures after `map`, their lines' after `vat`.
import Formats
import Foundation
import Testing

struct Previewed {
  /// A document; amounts are exact.
  struct Document {
    var id = "", kind = "", refunds = "", currency = ""
    var total = Decimal.zero, stated = Decimal.zero
    var net = Decimal.zero, tax = Decimal.zero
    /// Net and tax of every line.
    var amounts: [[Decimal]] = []
    /// The kinds of its lines, in their order.
    var kinds: [String] = []
    /// What its lines say, in their order.
    var titles: [String] = []
  }

  private(set) var documents: [Document] = []
  /// The codes of the findings, one for each document that has it.
  private(set) var findings: [String] = []

  /// The first documents of a definition.
  init(_ program: Program, _ arguments: [String]) throws {
    let outcome = try program.start(["preview"] + arguments + ["--documents", "500", "--format", "json"]).outcome()
    try #require(outcome.exit == 0, "\(outcome.messages)")
    let json = try JSONText.parse(Array(outcome.output.utf8))
    findings = json["findings"]?.column("code") ?? []
    let stages = json["stages"]?.elements ?? []
    for stage in stages where stage["stage"]?.string == "map" { read(map: stage) }
    for stage in stages where stage["stage"]?.string == "vat" { read(vat: stage) }
  }

  private mutating func read(map stage: JSONNode) {
    for node in stage["documents"]?.elements ?? [] {
      var document = Document()
      document.id = node["external_id"]?.string ?? ""
      document.kind = node["kind"]?.string ?? ""
      document.refunds = node["refunds"]?.string ?? ""
      document.currency = node["currency"]?.string ?? ""
      document.total = Self.number(node["total"])
      document.stated = Self.number(node["tax_total"])
      documents.append(document)
    }
    for line in stage["lines"]?.elements ?? [] {
      guard let index = line["document"]?.line, let index = Int(index) else { continue }
      documents[index - 1].kinds.append(line["line_kind"]?.string ?? "")
      documents[index - 1].titles.append(line["title"]?.string ?? "")
    }
  }

  private mutating func read(vat stage: JSONNode) {
    for line in stage["lines"]?.elements ?? [] {
      guard let index = line["document"]?.line, let index = Int(index) else { continue }
      let (net, tax) = (Self.number(line["net"]), Self.number(line["tax"]))
      documents[index - 1].net += net
      documents[index - 1].tax += tax
      documents[index - 1].amounts.append([net, tax])
    }
  }

  /// An exact number out of its text.
  static func number(_ node: JSONNode?) -> Decimal {
    (node?.string ?? node?.line).flatMap { Decimal(string: $0) } ?? .zero
  }
}
