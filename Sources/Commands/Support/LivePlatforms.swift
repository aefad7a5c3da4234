import Foundation
import Network
import Pipeline
import Platforms

/// The way to live platforms: the network, the machine's clock, and secrets from where the stores file says.
struct LivePlatforms: PlatformDoors {
  func access(to store: Store) throws(RunFailure) -> StoreAccess {
    guard let shop = store.shop else {
      throw RunFailure(
        PlatformFailure.Kind.unknownShop.rawValue, .definitionInvalid,
        "\(store.name): the store's entry does not say which shop it is",
        remedy: "add \"shop\" to the store's entry in the stores file")
    }
    var secrets: [String: Secret] = [:]
    for (name, reference) in store.credentials { secrets[name] = try Self.secret(name, reference, of: store.name) }
    return StoreAccess(
      store: store.name, shop: shop, secrets: secrets, transport: LiveTransport(program: "shopledger/\(Version.text)"),
      clock: SystemClock(),
      settings: store.connector)
  }

  /// A secret; blanks and line ends around it are not part of it.
  private static func secret(
    _ name: String, _ reference: Store.SecretReference, of store: String
  ) throws(RunFailure) -> Secret {
    let place: String
    let text: String?
    switch reference {
    case .environment(let variable):
      place = "the environment variable \(variable)"
      text = ProcessInfo.processInfo.environment[variable]
    case .file(let path):
      place = "the file \(path)"
      text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
    let secret = (text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !secret.isEmpty else {
      throw RunFailure(
        PlatformFailure.Kind.missingSecret.rawValue, .definitionInvalid,
        "\(store): \(place), which is to hold \"\(name)\", \(text == nil ? "is not there" : "is empty")",
        remedy: "set it, or mend \"credentials\" in the stores file")
    }
    return Secret(secret)
  }
}
