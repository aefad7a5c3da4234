import Formats
import Ledger
import Privacy
import Reports

/// The keys of a ledger.
struct KeyList: CommandResult {
  let path: String
  let fingerprint: String
  let counts: [KeyCount]

  var text: String {
    let rows = counts.map { [$0.purpose.word, String($0.blocks), String($0.shredded)] }
    return "\(path), sealed under the key \(fingerprint)\n"
      + TableText(header: ["purpose", "blocks", "keys destroyed"], rows: rows).text
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("path", path)
      object.member("fingerprint", fingerprint)
      object.list("purposes", counts) { count, object in
        object.member("purpose", count.purpose.word)
        object.member("blocks", Int64(count.blocks))
        object.member("keys_destroyed", Int64(count.shredded))
      }
    }
  }
}

/// That keys were sealed under another key.
struct Rotation: CommandResult {
  let from: String
  let to: String
  let blocks: Int
  let place: String

  var text: String {
    """
    sealed \(blocks) blocks under the key \(to) in place of \(from)
    say in the business file that the key is in \(place), then destroy the old one

    """
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("from", from)
      object.member("to", to)
      object.member("blocks", Int64(blocks))
    }
  }
}

/// That a key was made.
struct MadeKey: CommandResult {
  let path: String
  let fingerprint: String

  var text: String { "wrote the key \(fingerprint) into \(path)\n" }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("path", path)
      object.member("fingerprint", fingerprint)
    }
  }
}
