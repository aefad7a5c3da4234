import Commerce
import Simulation

/// The tax rates of the simulated shop: those that its orders were taxed at.
struct SimulatedRates: Sendable {
  /// A row of the shop's tax table.
  struct Rate: Sendable, Equatable {
    var id: Int64
    var country: String
    var region: String
    /// 1/1000 percent.
    var rate: Int32
    var name: String
    var priority: Int
    var isCompound = false
    var isForCarriage = true
    /// The class, empty for the standard one.
    var taxClass = ""

    /// The code that orders keep of it.
    var code: String {
      [country, region, name.uppercased(), String(priority)].filter { !$0.isEmpty }.joined(separator: "-")
    }

    /// The percentage as orders state it, without superfluous decimals.
    var percent: Wire {
      rate % 1_000 == 0
        ? .integer(Int64(rate / 1_000)) : .number(DecimalText.text(Int64(rate), scale: 3, atLeast: 1))
    }
  }

  private(set) var all: [Rate] = []
  private var byKey: [Key: Int] = [:]

  private struct Key: Hashable {
    var country: String, region: String, title: String
    var rate: Int32
    var priority: Int
  }

  /// Learns the rates that an order names; of a country's rates the highest is its standard one.
  mutating func learn(_ order: ShopOrder) {
    let known = all.count
    for line in order.lines { add(line.taxes, order.address) }
    for charge in [order.carriage, order.fee] { add(charge?.taxes ?? [], order.address) }
    if all.count > known { classify() }
  }

  private mutating func classify() {
    var highest: [String: Int32] = [:]
    func place(_ rate: Rate) -> String { "\(rate.country) \(rate.priority)" }
    for rate in all { highest[place(rate)] = max(highest[place(rate)] ?? 0, rate.rate) }
    for index in all.indices where all[index].region.isEmpty && byKey.values.contains(index) {
      let isStandard = all[index].rate == highest[place(all[index])]
      all[index].taxClass = isStandard ? "" : all[index].rate == 0 ? "zero-rate" : "reduced-rate"
    }
  }

  private mutating func add(_ taxes: [ShopTax], _ address: ShopAddress) {
    for (index, tax) in taxes.enumerated() {
      let key = Self.key(tax, index, address)
      guard byKey[key] == nil else { continue }
      byKey[key] = all.count
      let percent = DecimalText.text(Int64(tax.rate), scale: 3, atLeast: 0)
      all.append(
        Rate(
          id: Int64(all.count + 1), country: key.country, region: key.region, rate: tax.rate,
          name: "\(tax.title) \(percent)%", priority: index + 1))
    }
  }

  /// Adds a row to the table.
  mutating func add(_ rate: Rate) {
    var rate = rate
    rate.id = Int64(all.count + 1)
    all.append(rate)
  }

  /// The row of a tax that an order was charged.
  func rate(of tax: ShopTax, at index: Int, _ address: ShopAddress) -> Rate? {
    byKey[Self.key(tax, index, address)].map { all[$0] }
  }

  func rate(_ id: Int64) -> Rate? { all.first { $0.id == id } }

  /// The rates for goods of a class that go to a place: one for each priority, the region's own before the country's.
  func rates(country: String, region: String, taxClass: String) -> [Rate] {
    let fitting = all.filter {
      $0.taxClass == taxClass && $0.country == country && ($0.region.isEmpty || $0.region == region)
    }
    let priorities = Set(fitting.map(\.priority)).sorted()
    return priorities.compactMap { priority in
      let row = fitting.filter { $0.priority == priority }
      return row.first { !$0.region.isEmpty } ?? row.first
    }
  }

  private static func key(_ tax: ShopTax, _ index: Int, _ address: ShopAddress) -> Key {
    let country = address.country.code
    let hasRegions = country == "US" || country == "CA"
    return Key(
      country: country, region: hasRegions ? address.region : "", title: tax.title, rate: tax.rate,
      priority: index + 1)
  }
}
