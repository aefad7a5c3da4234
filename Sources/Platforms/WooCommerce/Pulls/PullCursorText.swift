import Platforms

/// The text of a cursor: words and numbers, nothing personal or secret.
struct PullCursorText: Equatable {
  /// What is being read, such as `any` or `trash` for orders.
  var phase: String
  var window: PullWindow
  var place: ListPager.Place

  init(phase: String, window: PullWindow, place: ListPager.Place) {
    self.phase = phase
    self.window = window
    self.place = place
  }

  /// What a cursor says; `nil` when it is none of this connector's.
  init?(_ cursor: PullCursor) {
    let parts = cursor.text.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count == 7, parts[0] == "wc1", let last = Int64(parts[4]), let position = Int(parts[5]),
      let page = Int(parts[6])
    else { return nil }
    phase = String(parts[1])
    window = PullWindow(since: Int64(parts[2]), until: Int64(parts[3]))
    place = ListPager.Place(last: last, position: position, page: page)
  }

  var cursor: PullCursor {
    let since = window.since.map(String.init) ?? ""
    let until = window.until.map(String.init) ?? ""
    return PullCursor("wc1;\(phase);\(since);\(until);\(place.last);\(place.position);\(place.page)")
  }
}
