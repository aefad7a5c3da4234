import Commerce

/// Dates and times as Amazon's reports write them in the languages of its marketplaces, turned into ISO 8601.
///
/// Month names decide by themselves, four digits in front are a year, and points or slashes between numbers mean day first
/// where the report's language is known. `12/01/2017` without a zone in an English file is left alone: a spreadsheet wrote
/// it, and which number is the month is not to be guessed.
enum ReportMoment {
  /// The first letters of month names in English, German, French, Italian, Spanish, Dutch, Swedish, Polish, Portuguese
  /// and Turkish. French needs a fourth letter to tell June from July.
  private static let months: [String: Int] = {
    let names = [
      "jan gen ene sty oca", "feb f\u{E9}v fev lut \u{15F}ub", "mar m\u{E4}r mrz mrt maa", "apr avr abr kwi nis",
      "may mai mag mei maj", "jun juin giu cze haz", "jul juil lug lip tem",
      "aug ao\u{FB} ago sie a\u{11F}u", "sep set wrz eyl", "oct okt ott out pa\u{17A} eki", "nov lis kas",
      "dec dez d\u{E9}c dic des gru ara",
    ]
    var months: [String: Int] = [:]
    for (index, words) in names.enumerated() {
      for word in words.split(separator: " ") { months[String(word)] = index + 1 }
    }
    return months
  }()

  /// Offsets from UTC by the names of zones, in minutes.
  private static let zones: [String: Int] = [
    "utc": 0, "gmt": 0, "z": 0, "pst": -480, "pdt": -420, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "bst": 60, "cet": 60, "cest": 120, "jst": 540, "aest": 600, "aedt": 660, "brt": -180,
  ]

  /// What a text is made of: numbers, words, and the marks that tell how a date is written.
  private struct Parts {
    var numbers: [(value: Int, digits: Int)] = []
    var words: [(text: String, after: Int)] = []
    var hasSlash = false
    /// Minutes of an offset such as `+02:00`.
    var offset: Int?
  }

  /// The moment in ISO 8601, with its offset where the text names one; `nil` when it is written in another form.
  ///
  /// - Parameter isDayFirst: whether `01/02/2020` is the first of February by the language of the report.
  static func iso(_ text: String, isDayFirst: Bool) -> String? {
    guard let parts = parts(of: text), parts.numbers.count >= 3 else { return nil }
    var zone = parts.offset
    var month: (value: Int, after: Int)?
    var isAfternoon: Bool?
    for word in parts.words {
      if let named = zones[word.text] {
        zone = zone ?? named
      } else if word.text == "am" || word.text == "pm" {
        isAfternoon = word.text == "pm"
      } else if let value = self.month(word.text), month == nil {
        month = (value, word.after)
      } else if word.text != "t", word.text != "de" {
        return nil
      }
    }
    let isTold = isDayFirst || zone != nil || !parts.hasSlash
    guard let date = date(parts, month, isTold: isTold) else { return nil }
    return written(date, Array(parts.numbers.dropFirst(month == nil ? 3 : 2)), isAfternoon, zone)
  }

  private static func month(_ word: String) -> Int? {
    months[String(word.prefix(4))] ?? months[String(word.prefix(3))]
  }

  private static func date(_ parts: Parts, _ month: (value: Int, after: Int)?, isTold: Bool) -> CivilDate? {
    let numbers = parts.numbers
    if let month {
      // `Dec 1, 2017` or `1 Dec 2017`.
      guard month.after < 2, numbers[0].digits <= 2, numbers[1].digits == 4 else { return nil }
      return CivilDate(year: numbers[1].value, month: month.value, day: numbers[0].value)
    }
    if numbers[0].digits == 4 {
      return CivilDate(year: numbers[0].value, month: numbers[1].value, day: numbers[2].value)
    }
    guard numbers[2].digits == 4, isTold || numbers[0].value > 12 else { return nil }
    return CivilDate(year: numbers[2].value, month: numbers[1].value, day: numbers[0].value)
  }

  private static func written(
    _ date: CivilDate, _ time: [(value: Int, digits: Int)], _ isAfternoon: Bool?, _ zone: Int?
  ) -> String? {
    guard time.count <= 4 else { return nil }
    if time.isEmpty { return zone == nil ? "\(date)" : nil }
    guard time.count >= 2 else { return nil }
    var hour = time[0].value
    if let isAfternoon {
      guard 1...12 ~= hour else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    let second = time.count > 2 ? time[2].value : 0
    guard hour < 24, time[1].value < 60, second < 60 else { return nil }
    var text = "\(date)T\(two(hour)):\(two(time[1].value)):\(two(second))"
    if let zone {
      let minutes = abs(zone)
      text += "\(zone < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }
    return text
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  // MARK: Taking apart

  private static func parts(of text: String) -> Parts? {
    var parts = Parts()
    let characters = Array(text.lowercased())
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if let digit = character.wholeNumberValue, character.isASCII {
        var number = (value: digit, digits: 1)
        index += 1
        while index < characters.count, let digit = characters[index].wholeNumberValue, number.digits < 9 {
          number = (number.value * 10 + digit, number.digits + 1)
          index += 1
        }
        parts.numbers.append(number)
      } else if character.isLetter {
        var word = ""
        // `a.m.` is one word.
        while index < characters.count, characters[index].isLetter || (characters[index] == "." && word.count < 3) {
          if characters[index] != "." { word.append(characters[index]) }
          index += 1
        }
        parts.words.append((word, parts.numbers.count))
      } else if (character == "+" || character == "-"), parts.numbers.count >= 5,
        let (minutes, next) = offset(characters, index)
      {
        parts.offset = minutes
        index = next
      } else {
        guard " \u{A0}\u{202F}\u{2009},.:/-\t".contains(character) else { return nil }
        if character == "/" { parts.hasSlash = true }
        index += 1
      }
    }
    return parts
  }

  /// The minutes of an offset such as `+02:00`, `-0800` or `+10` that ends the text.
  private static func offset(_ characters: [Character], _ start: Int) -> (Int, Int)? {
    let digits = characters[(start + 1)...].filter { $0 != ":" }.compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
    guard [1, 2, 4].contains(digits.count), characters.count - start <= 6 else { return nil }
    let hours = digits.count == 1 ? digits[0] : digits[0] * 10 + digits[1]
    let minutes = hours * 60 + (digits.count == 4 ? digits[2] * 10 + digits[3] : 0)
    return (characters[start] == "-" ? -minutes : minutes, characters.count)
  }
}
