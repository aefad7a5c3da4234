import ArgumentParser
import Formats
import Ledger

/// An article of a store, as a person types it.
struct ArticleChoice: ParsableArguments {
  @Argument(help: "The article: STORE, then the platform's id of the product, then that of the variant if it has one.")
  var article: [String]

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  /// Decides which material the article is; `nil` for a new one.
  func link(to material: Int64?) throws {
    guard 2...3 ~= article.count else {
      throw ValidationError("an article is STORE PRODUCT, or STORE PRODUCT VARIANT")
    }
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    try ledger.link(
      article[1], variant: article.count > 2 ? article[2] : "", of: article[0], to: material, at: Now.seconds)
    try ledger.close()
    try result.print(LinkDecided(article: article, material: material))
  }
}

/// `materials link`: says which material an article of a store is.
struct MaterialsLink: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Decide which material an article of a store is.",
    discussion: """
      shopledger materials link woocommerce-de 41 --to 17
      shopledger materials link shopify-de 8001 9003 --to 18

      What the store says of it is read with the next run of its products.
      """)

  @OptionGroup var choice: ArticleChoice

  @Option(name: .long, help: "The material's number.")
  var to: Int64

  mutating func run() throws { try choice.link(to: to) }
}

/// `materials unlink`: says that an article of a store is a material of its own.
struct MaterialsUnlink: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlink",
    abstract: "Decide that an article of a store is none of the materials: the next run makes one of it.")

  @OptionGroup var choice: ArticleChoice

  mutating func run() throws { try choice.link(to: nil) }
}

/// That a person has decided about an article.
private struct LinkDecided: CommandResult {
  let article: [String]
  let material: Int64?

  var text: String {
    "\(article.joined(separator: " ")): \(material.map { "material \($0)" } ?? "a material of its own"), with the next run\n"
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("store", article[0])
      object.member("article", Array(article.dropFirst()))
      object.member("material", material)
    }
  }
}
