/// Which documents are not posted, or not yet, and why.
import Books
import Commerce
import Tax
import Testing

@Suite("Documents that are not posted")
struct UnpostedTests {
  private static let taxed = DeclaredLine.Terms.taxed("19")
  private static let pending = DeclaredLine.Terms.untaxed(.pending, .pendingValidation, in: "DE", .seller)
  private static let unassessed = DeclaredLine.Terms(
    lineKind: .goods, treatment: nil, scheme: nil, rate: nil, territory: nil, dispatch: nil, liable: nil, taxReturn: nil
  )

  @Test(
    "a document waits for its payment, its status, its tax and its rate of exchange",
    arguments: [
      (DocumentStatus.completed, [taxed], true, nil), (.processing, [taxed], true, nil),
      (.refunded, [taxed], true, nil), (.cancelled, [taxed], true, .cancelled), (.pending, [taxed], true, .unpaid),
      (nil, [taxed], true, .statusUnknown), (.completed, [taxed, pending], true, .taxPending),
      (.completed, [taxed, unassessed], true, .notAssessed), (.completed, [taxed], false, .notConverted),
      (.completed, [.noSupply(.bankCharge)], true, nil),
    ] as [(DocumentStatus?, [DeclaredLine.Terms], Bool, UnpostedReason?)])
  func reasons(
    _ status: DocumentStatus?, _ terms: [DeclaredLine.Terms], _ isConverted: Bool, _ reason: UnpostedReason?
  ) {
    #expect(DocumentRules.unposted(status, terms, isConverted: isConverted) == reason)
  }

  @Test("what is in no return for another reason than being no supply has the same code there")
  func consistent() {
    for omission in Omission.allCases where omission != .noSupply {
      #expect(UnpostedReason(rawValue: omission.rawValue) != nil)
    }
  }

  @Test("every reason says in words what to do", arguments: UnpostedReason.allCases)
  func sentences(_ reason: UnpostedReason) {
    #expect(reason.sentence.hasPrefix("it") || reason.sentence.contains(";"))
  }
}
