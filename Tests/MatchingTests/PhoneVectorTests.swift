/// Thousands of spellings, and the number that libphonenumber reads in each.
import Commerce
import Matching
import Testing

@Suite("Telephone numbers as libphonenumber reads them")
struct PhoneVectorTests {
  @Test("every spelling is read as the same number, but for those that are listed with a reason")
  func vectors() throws {
    let rows = try Fixture.rows("phone_vectors.tsv")
    #expect(rows.count == 3068)
    var differing: [String] = []
    for row in rows {
      let expected = row[3].hasPrefix("+") ? row[3] : nil
      if NormalForm.phone(row[2], country: Country(row[0])) != expected { differing.append("\(row[0]) \(row[2])") }
    }
    #expect(differing == Self.countedDigits)
  }

  /// What libphonenumber reads as numbers of other countries, since it takes the first digits for a carrier's prefix.
  ///
  /// Their national parts, such as 123456789 for the last of them, are in no plan and count from one upwards: that is what
  /// people type who give no number, and it must not join them.
  private static let countedDigits = [
    "BR 00551123456789", "BR 0055800123456", "KR 008222123456", "KR 00827012345678", "SG 006561234567",
    "SG 006581234567", "SG 006531234567", "TH 0066812345678", "TH 0066601234567",
  ]
}
