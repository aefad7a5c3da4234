/// The contacts that share a mailbox and a telephone.
enum AgreeingKeys {
  /// The contacts behind each pair of a mailbox and a telephone, in ascending order.
  ///
  /// - Parameters:
  ///   - mailboxes: the contacts behind each mailbox.
  ///   - telephones: the contacts behind each telephone.
  static func lists(_ mailboxes: PlaceLists, _ telephones: PlaceLists, _ marks: [ContactMark]) -> PlaceLists {
    var mailbox = [Int32](repeating: -1, count: marks.count)
    for list in 0..<mailboxes.count {
      for place in mailboxes[list] where mailbox[Int(place)] < 0 { mailbox[Int(place)] = Int32(list) }
    }
    var entries: [KeyEntry] = []
    for list in 0..<telephones.count {
      for place in telephones[list] where mailbox[Int(place)] >= 0 {
        let pair = Int64(mailbox[Int(place)]) << 32 | Int64(list)
        // An odd factor takes no two pairs to one key, and spreads them as hashes are.
        entries.append(KeyEntry(key: pair &* 0x1E37_79B9_7F4A_7C15, place: place))
      }
    }
    KeyEntry.sort(&entries)
    return PlaceLists(sharing: entries)
  }
}
