/// One entry of a correction.
import Books
import Commerce

struct CorrectionPart {
  /// What tells the parts of one correction apart.
  let name: String
  /// The day of the event that is corrected.
  let date: CivilDate
  let postings: [Posting]
  /// The account of each posting.
  let accounts: [Account]

  /// What takes a document from what was booked to what it is: one entry, or two where its day has changed.
  static func parts(
    now: [(posting: Posting, account: Account)], on date: CivilDate,
    before: [(posting: Posting, account: Account)], on earlier: CivilDate
  ) -> [CorrectionPart] {
    let back = before.map { (posting: $0.posting.reversed, account: $0.account) }
    guard date != earlier else { return [CorrectionPart("corrected", date, back + now)] }
    return [CorrectionPart("taken back", earlier, back), CorrectionPart("booked anew", date, now)]
  }

  private init(_ name: String, _ date: CivilDate, _ all: [(posting: Posting, account: Account)]) {
    self.name = name
    self.date = date
    var postings: [Posting] = []
    var accounts: [Account] = []
    for (posting, account) in all {
      let same = postings.indices.first { index in
        accounts[index].number == account.number && postings[index].currency == posting.currency
          && postings[index].tax == posting.tax && postings[index].reference == posting.reference
          && postings[index].note == posting.note
      }
      if let same {
        postings[same].amount = MinorUnits(postings[same].amount.count + posting.amount.count)
        postings[same].base = MinorUnits(postings[same].base.count + posting.base.count)
      } else {
        postings.append(posting)
        accounts.append(account)
      }
    }
    let kept = postings.indices.filter { postings[$0].amount != .zero || postings[$0].base != .zero }
    self.postings = kept.map { postings[$0] }
    self.accounts = kept.map { accounts[$0] }
  }
}
