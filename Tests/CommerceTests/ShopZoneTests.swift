/// Time zones without a database, checked with the system's.
import Commerce
import Foundation
import Testing

@Suite("Zones of shops")
struct ShopZoneTests {
  @Test(
    "offsets are the system's, at every hour around each change of the clocks",
    arguments: [
      "UTC", "Europe/Berlin", "Europe/London", "Europe/Helsinki", "Europe/Istanbul", "America/New_York",
      "America/Los_Angeles", "America/Phoenix", "Asia/Tokyo", "Asia/Kolkata", "Australia/Brisbane",
    ])
  func offsets(name: String) throws {
    let zone = try #require(ShopZone(name))
    let system = try #require(TimeZone(identifier: name))
    for year in 2017...2026 {
      for day in [80, 90, 300, 310] {
        let start = Int64((year - 1970) * 31_557_600 + day * 86_400)
        for hour: Int64 in -240...240 {
          let second = start + hour * 3_600
          let date = Date(timeIntervalSince1970: Double(second))
          #expect(Int(zone.offset(at: second)) == system.secondsFromGMT(for: date), "\(name) \(second)")
        }
      }
    }
  }

  @Test("local times are written with their offset, and an unknown zone is none")
  func words() {
    #expect(ShopZone("America/New_York")?.text(1_704_203_951) == "2024-01-02T08:59:11-05:00")
    #expect(ShopZone("Asia/Kolkata")?.text(1_704_203_951) == "2024-01-02T19:29:11+05:30")
    #expect(ShopZone("Mars/Olympus_Mons").map { _ in true } == nil)
  }
}
