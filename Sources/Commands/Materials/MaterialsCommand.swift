import ArgumentParser

/// `materials`: what is sold, whichever stores sell it.
struct MaterialsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "materials",
    abstract: "List, show, change, link and unlink materials: products as the ledger knows them.",
    subcommands: [
      MaterialsList.self, MaterialsShow.self, MaterialsSet.self, MaterialsLink.self, MaterialsUnlink.self,
    ],
    defaultSubcommand: MaterialsList.self)
}
