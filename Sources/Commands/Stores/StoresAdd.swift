import ArgumentParser
import Commerce
import Foundation
import Pipeline

/// `stores add`: another shop.
struct StoresAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a store to the stores file; the rest of the file stays as it is.",
    discussion: """
      shopledger stores add shopify-fr --platform shopify --shop beispielwaren-fr.myshopify.com --warehouse DE \\
        --credential access_token=env:SHOPIFY_FR_TOKEN --time-zone Europe/Paris

      Secrets are never written down: a credential names the environment variable or the file that holds it.
      """)

  @Argument(help: "The name that definitions use.")
  var name: String

  @Option(name: .long, help: "shopify, woocommerce, amazon, file or other.")
  var platform: String

  @Option(name: .long, help: "The shop's address or id on its platform.")
  var shop: String?

  @Option(name: .long, help: "What people call it.")
  var title: String?

  @Option(name: .long, help: "ISO code of a country that goods are sent from; may be given several times.")
  var warehouse: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A secret's name and where it is: NAME=env:VARIABLE or NAME=file:PATH; may be given several times.",
      valueName: "credential"))
  var credential: [String] = []

  @Option(name: .customLong("time-zone"), help: "IANA zone of local times in its files.")
  var timeZone: String?

  @Option(name: .customLong("low-stock"), help: "Stock at or below which an alert is raised.")
  var lowStock: Int?

  @OptionGroup var file: StoresCommand.FileOptions
  @OptionGroup var result: ResultOptions

  /// Where a secret is kept.
  private struct Credential {
    let name: String
    let kind: String
    let place: String
  }

  mutating func run() throws {
    let credentials = try credential.map(Self.credential)
    if try FileManager.default.fileExists(atPath: file.stores) && file.read().store(named: name) != nil {
      throw StoresFailure.notChanged(file.stores, "it has a store \(name) already")
    }
    let bytes =
      FileManager.default.fileExists(atPath: file.stores)
      ? try Disk.read(file.stores) : Array("{\n  \"stores\": []\n}\n".utf8)
    guard let edit = StoresEdit(bytes, file: file.stores) else {
      throw StoresFailure.notChanged(file.stores, "it has no list of \"stores\"")
    }
    try file.write(edit.adding(members(credentials)))
    try result.print(StoreChange(store: name, change: "added", path: file.stores))
  }

  /// The members of the store, each with its value as JSON text.
  private func members(_ credentials: [Credential]) -> [(key: String, value: String)] {
    let text = StoresEdit.quoted
    var members = [("name", text(name)), ("platform", text(platform))]
    if let title { members.append(("title", text(title))) }
    if let shop { members.append(("shop", text(shop))) }
    if !credentials.isEmpty {
      let entries = credentials.map { "\(text($0.name)): { \(text($0.kind)): \(text($0.place)) }" }
      members.append(("credentials", "{ \(entries.joined(separator: ", ")) }"))
    }
    if let lowStock { members.append(("settings", "{ \"low_stock_threshold\": \(lowStock) }")) }
    if !warehouse.isEmpty { members.append(("warehouses", "[\(warehouse.map(text).joined(separator: ", "))]")) }
    if let timeZone { members.append(("time_zone", text(timeZone))) }
    return members.map { (key: $0.0, value: $0.1) }
  }

  private static func credential(_ words: String) throws -> Credential {
    let match = words.wholeMatch(of: /([A-Za-z0-9_]+)=(env|file):(.+)/)
    // What was written may be the secret itself, so it is not repeated.
    guard let match else {
      throw ValidationError(
        "a credential is written as NAME=env:VARIABLE or NAME=file:PATH; what was given is not repeated here")
    }
    return Credential(name: String(match.1), kind: String(match.2), place: String(match.3))
  }
}
