import Platforms
import Simulation
struct SimulatedBulk: Sendable {}
extension ShopifySimulator {
  func graphQL(_ request: PlatformRequest, _ served: String) -> PlatformResponse { error(404, "Not Found", served: served) }
  func bulkFile(_ path: String) -> PlatformResponse { error(404, "Not Found", served: nil) }
  func throttledQuery(requested: Int64, milliseconds: Int64) -> PlatformResponse { error(404, "Not Found", served: nil) }
}
