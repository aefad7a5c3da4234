import Formats
import Simulation

/// Where a simulated platform is served, and what a client needs to be let in; all credentials are invented.
struct SimulationNotice: CommandResult {
  let platform: String
  let orders: Int
  let access: SimulatedAccess
  var port: UInt16 = 0

  /// It has a command to try.
  let isVerbatim = true

  private var address: String { "http://127.0.0.1:\(port)" }

  /// A command that shows that it works.
  private var example: String {
    let fields = access.headerFields.map { "-H '\($0)' " }.joined()
    return "curl \(fields)'\(address)\(access.example)'"
  }

  var text: String {
    let width = max(7, access.secrets.keys.map(\.count).max() ?? 0)
    func line(_ name: String, _ value: String) -> String {
      "  \(name)\(String(repeating: " ", count: width - name.count))  \(value)"
    }
    return
      ([
        "\(platform), simulated: \(orders) orders", line("address", address), line("shop", access.shop),
      ] + access.secrets.sorted { $0.key < $1.key }.map { line($0.key, $0.value) } + [line("try", example)]).asLines
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("platform", platform)
      object.member("address", address)
      object.member("shop", access.shop)
      object.member("orders", Int64(orders))
      object.key("secrets")
      object.object { secrets in
        for (name, value) in access.secrets.sorted(by: { $0.key < $1.key }) { secrets.member(name, value) }
      }
      object.member("example", example)
    }
  }
}
