import Formats

/// That deliveries were written into a spool.
struct DeliverResult: CommandResult {
  let path: String
  let deliveries: Int

  var text: String { "wrote \(deliveries) deliveries into \(path)\n" }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("path", path)
      object.member("deliveries", Int64(deliveries))
    }
  }
}
