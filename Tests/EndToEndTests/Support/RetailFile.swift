/// The real lines of the UK merchant, cut into one file a day.
import Columns
import Formats
import Foundation

struct RetailFile {
  /// The first records of each day, in the order of time.
  let days: [(day: String, bytes: ArraySlice<UInt8>)]
  private let bytes: [UInt8]
  private let header: ArraySlice<UInt8>

  static let path = "samples/retail/online_retail_2010-12_2011-12.csv.gz"

  /// Takes so many records of each day.
  init(recordsPerDay: Int) throws {
    bytes = try Gzip.unpacked(Program.project.appending(path: Self.path).path)
    var reader = CSVReader(source: MemorySource(bytes), dialect: CSVDialect())
    let columns = try reader.readHeader()
    reader.select([columns.firstIndex(of: "InvoiceDate") ?? 0])
    var stretches: [(day: String, start: Int, end: Int)] = []
    var records = 0
    while let block = try reader.nextBlock() {
      for record in 0..<block.count {
        var date = block.records[record, 0]
        date.count = 10
        let start = block.records.positions[record].byte
        if let last = stretches.indices.last, block.text.matches(date, stretches[last].day) {
          if records == recordsPerDay { stretches[last].end = start }
          records += 1
        } else {
          stretches.append((block.text.string(date), start, start))
          records = 1
        }
      }
    }
    days = stretches.filter { $0.start < $0.end }.map { [bytes] in ($0.day, bytes[$0.start..<$0.end]) }
    header = bytes[..<(stretches.first?.start ?? 0)]
  }

  /// A file of some of the days, in the order given.
  func file(_ days: some Sequence<ArraySlice<UInt8>>) -> [UInt8] { days.reduce(into: Array(header)) { $0 += $1 } }
}
