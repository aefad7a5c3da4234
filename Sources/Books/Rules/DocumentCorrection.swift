public import Commerce

/// One entry of what takes a document from what was booked of it to what it is.
public struct DocumentCorrection: Hashable, Sendable {
  /// What tells the entries of one document apart.
  public var name: String
  /// The day of the event that is corrected.
  public var date: CivilDate
  /// What is booked.
  public var correction: Correction

  /// The corrections of a document: one, or two where its day has changed.
  ///
  /// - Parameters:
  ///   - now: what should be booked; nothing where the document was called off.
  ///   - date: the day of that.
  ///   - before: what was booked.
  ///   - earlier: the day of that.
  public static func all(
    to now: [BookedPosting], on date: CivilDate, from before: [BookedPosting], on earlier: CivilDate
  ) -> [DocumentCorrection] {
    guard date != earlier else {
      return [DocumentCorrection(name: "corrected", date: date, correction: Correction(from: before, to: now))]
    }
    return [
      DocumentCorrection(name: "taken back", date: earlier, correction: Correction(from: before, to: [])),
      DocumentCorrection(name: "booked anew", date: date, correction: Correction(from: [], to: now)),
    ]
  }
}
