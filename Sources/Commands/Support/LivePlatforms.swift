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
    var access = StoreAccess(
      store: store.name, shop: shop, secrets: [:], transport: LiveTransport(program: "shopledger/\(Version.text)"),
      clock: SystemClock(), settings: store.connector)
    for (name, reference) in store.credentials {
      let (place, text) = Self.look(at: reference)
      // Blanks and line ends around a secret are not part of it.
      let secret = (text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
      if secret.isEmpty {
        access.missingSecrets[name] =
          "\(place), which is to hold \"\(name)\", \(text == nil ? "is not there" : "is empty")"
      } else {
        access.secrets[name] = Secret(secret)
      }
    }
    return access
  }

  func access(toService name: String) -> StoreAccess {
    StoreAccess(
      store: name, shop: "", secrets: [:], transport: LiveTransport(program: "shopledger/\(Version.text)"),
      clock: SystemClock())
  }

  /// Where a secret is to be, and what is there.
  private static func look(at reference: Store.SecretReference) -> (place: String, text: String?) {
    switch reference {
    case .environment(let variable):
      ("the environment variable \(variable)", ProcessInfo.processInfo.environment[variable])
    case .file(let path):
      ("the file \(path)", FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) })
    }
  }
}
