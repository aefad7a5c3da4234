import ArgumentParser
import Commerce
import Foundation
import Ledger
import Pipeline
import Reports
import Tax

/// `return`: a return to a tax office, in the office's own form.
struct ReturnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "return", abstract: "Write a return for a tax office from the ledger, in the office's own form.",
    discussion: """
      shopledger return oss_union --period 2026-Q1 --business pipelines/business.json --as de --output oss.csv

      \(ReturnCatalogue.all.map(help).joined(separator: "\n\n"))

      When it is due, and what a person should look at before handing it in, is told on standard error. The report of \
      the same name shows the documents behind each figure.
      """)

  @Argument(help: "The return, such as oss_union.")
  var name: String

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "The period: 2026-01, 2026-Q1 or 2026.")
  var period: String

  @OptionGroup var seller: SellerOptions

  @Option(name: .customLong("as"), help: "The form; default: the first that is listed.")
  var form: String?

  @Option(name: .long, help: "The country, for returns of which each country has its own; default: of establishment.")
  var country: String?

  @OptionGroup var store: StoreFilter

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "A figure that the books do not hold, such as box4=20.00, or period_key=26A1.", valueName: "name=value"))
  var given: [String] = []

  @Option(name: .long, help: "The same as --given box4=…: VAT reclaimed, for uk_vat.")
  var box4: String?

  @Option(name: .long, help: "The same as --given box7=…: purchases without VAT, for uk_vat.")
  var box7: String?

  @Option(name: .long, help: "Write into this file instead of standard output.")
  var output: String?

  mutating func run() throws {
    guard let authority = ReturnCatalogue.named(name) else {
      throw UnknownName.error("return", name, among: ReturnCatalogue.all.map(\.name))
    }
    var request = try request(authority)
    let ledger = try LedgerReader(path: books.ledger)
    request.store = try store.checked(in: ledger)
    let file = try authority.file(request, from: ledger)
    if let output, output != "-" {
      let delivery = try ReportWriter.write(file, to: output)
      Messages.line("\(delivery.path): \(delivery.rows) rows, \(delivery.byteCount) bytes")
    } else {
      try StandardOutput.write(file.bytes)
    }
    tell(file, request)
  }

  /// What is asked for.
  private func request(_ authority: any AuthorityReturn) throws -> ReturnRequest {
    guard let period = ReturnPeriod(period) else {
      throw ValidationError("\"\(period)\" is no period such as 2026-01, 2026-Q1 or 2026")
    }
    guard authority.lengths.contains(period.length) else {
      throw ValidationError(
        "\(authority.name) covers a \(authority.lengths.map(\.rawValue).joined(separator: " or a ")), and \(period) is a \(period.length.rawValue)"
      )
    }
    let forms = authority.forms.map(\.name)
    guard let form = forms.first(where: { $0 == form ?? $0 }) else {
      throw UnknownName.error("form of \(authority.name)", form ?? "", among: forms)
    }
    guard let path = seller.business else { throw ReturnFailure.noBusiness(authority.name) }
    var request = ReturnRequest(
      period: period, form: form, business: try SellerOptions.read(path),
      madeAt: Instant(seconds: Int64(Date().timeIntervalSince1970)))
    request.fixings = seller.fixings
    request.given = try givenFigures()
    request.country = try country.map { code in
      guard let country = Country(code) else { throw ValidationError("\"\(code)\" is no country such as DE") }
      return country
    }
    return request
  }

  /// What is given by hand, by name.
  private func givenFigures() throws -> [String: String] {
    var figures: [String: String] = [:]
    for entry in given {
      guard let sign = entry.firstIndex(of: "="), sign > entry.startIndex else {
        throw ValidationError("--given takes name=value, such as box4=20.00, not \"\(entry)\"")
      }
      figures[String(entry[..<sign])] = String(entry[entry.index(after: sign)...])
    }
    if let box4 { figures["box4"] = box4 }
    if let box7 { figures["box7"] = box7 }
    return figures
  }

  /// Tells when the return is due and what to look at.
  private func tell(_ file: ReturnFile, _ request: ReturnRequest) {
    let state = file.isNil ? ", a nil return" : ""
    let due = file.due.map { ", due on \($0)" } ?? ""
    Messages.line("\(name) for \(request.period)\(state)\(due)")
    let today = request.madeAt.local(offset: 0).date
    if today <= request.period.lastDay {
      Messages.line("warning: \(request.period) has not ended: what is written is what there is so far")
    }
    if let due = file.due, due < today { Messages.line("warning: the return was due on \(due)") }
    if let store = request.store { Messages.line("warning: a return is about all stores, and this is about \(store)") }
    for warning in file.warnings { Messages.line("warning: \(warning)") }
  }

  /// A return with its forms, as help lists it.
  private static func help(_ authority: any AuthorityReturn) -> String {
    let lengths = authority.lengths.map(\.rawValue).joined(separator: ", ")
    let forms = authority.forms.map { form in
      "  \(form.name): \(form.summary)\(form.unverified.isEmpty ? "" : " Unverified: \(form.unverified)")"
    }
    return "\(authority.name) (\(lengths)): \(authority.summary)\n\(forms.joined(separator: "\n"))"
  }
}
