/// The `ledger` load stage.
import Pipeline

/// Documents are in the ledger by the time a run is published, so there is nothing left to do.
///
/// A definition names it all the same: what a pipeline loads is written down, and other load stages read from it.
struct LedgerStage: LoadStage {
  static let spec = StageSpec(
    "ledger", .load, "Loads documents into the ledger; the command line says which file that is.", options: [],
    isDemanded: true)

  func deliver(_ context: DeliveryContext) -> LoadOutcome { [] }
}
