/// One value that the ledger and a store tell, against what both agreed on last.
import Matching
import Testing

@Suite("Merging a value")
struct FieldMergeTests {
  private typealias Told = FieldMerge.Told

  private func outcome(
    _ ledger: Told, _ store: Told, _ agreed: FieldMerge.Agreed, _ direction: SyncDirection = .both,
    _ policy: ConflictPolicy = .lastWriteWins
  ) -> FieldMerge.Outcome {
    FieldMerge(direction, policy).outcome(ledger: ledger, store: store, agreed: agreed)
  }

  @Test("a side that was not edited gets what the other side says, whatever the times are")
  func oneSide() {
    #expect(outcome(Told("new", at: 1), Told("old", at: 9), .value("old")) == .give)
    #expect(outcome(Told("old", at: 9), Told("new", at: 1), .value("old")) == .take)
    #expect(outcome(Told("same"), Told("same"), .value("old")) == .same)
  }

  @Test("of two edits the later one counts, and a person decides where nobody knows which that is")
  func bothSides() {
    #expect(outcome(Told("a", at: 5), Told("b", at: 6), .value("old")) == .take)
    #expect(outcome(Told("a", at: 6), Told("b", at: 5), .value("old")) == .give)
    #expect(outcome(Told("a", at: 5), Told("b", at: 5), .value("old")) == .conflict)
    #expect(outcome(Told("a"), Told("b"), .value("old")) == .conflict)
    #expect(outcome(Told("a"), Told("b", at: 1), .value("old")) == .take)
    #expect(outcome(Told("a", at: 5), Told("b", at: 6), .value("old"), .both, .manual) == .conflict)
  }

  @Test("two that meet for the first time give each other what one lacks")
  func first() {
    #expect(outcome(Told(nil), Told("b"), .nothing, .both, .manual) == .take)
    #expect(outcome(Told("a"), Told(nil), .nothing, .both, .manual) == .give)
    #expect(outcome(Told("a", at: 2), Told("b", at: 1), .nothing) == .give)
    #expect(outcome(Told("a", at: 2), Told("b", at: 1), .nothing, .both, .manual) == .conflict)
  }

  @Test("a direction closes the other way")
  func directions() {
    #expect(outcome(Told("new"), Told("old"), .value("old"), .fromStore) == .leave)
    #expect(outcome(Told("old"), Told("new"), .value("old"), .fromStore) == .take)
    #expect(outcome(Told("old"), Told("new"), .value("old"), .toStore) == .give)
    #expect(outcome(Told("old"), Told("new"), .value("old"), .none) == .leave)
    // An old value of a store that is only read does not undo what another store edited.
    #expect(outcome(Told("edited", at: 1), Told("old", at: 9), .value("old"), .fromStore) == .leave)
  }

  @Test("where a store cannot be told, only its own edits are followed, and nothing is a conflict")
  func following() {
    var merge = FieldMerge(.fromStore, .manual)
    merge.followsOnly = true
    #expect(merge.outcome(ledger: Told(nil), store: Told("b"), agreed: .nothing) == .take)
    #expect(merge.outcome(ledger: Told("a"), store: Told("b"), agreed: .nothing) == .leave)
    #expect(merge.outcome(ledger: Told("b"), store: Told("c"), agreed: .value("b")) == .take)
    #expect(merge.outcome(ledger: Told("a"), store: Told("c"), agreed: .value("b")) == .leave)
  }
}
