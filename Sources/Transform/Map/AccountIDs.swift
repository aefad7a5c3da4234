import Columns
import Commerce

/// The last step of the `map` stage for customers: the account's id is what orders name their buyer by.
struct AccountIDs: MappedField {
  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    batch.put(OrderKeys.customerSourceID, batch[CustomerKeys.externalID])
  }
}
