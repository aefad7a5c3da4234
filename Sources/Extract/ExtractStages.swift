public import Pipeline

/// The extract stages; a new one is one file and one line here.
public enum ExtractStages {
  /// All of them, for the catalogue.
  public static let all: [StageEntry] = [
    StageEntry(FileStage.spec) { options, context in FileStage(options, &context).map { .extract($0) } },
    StageEntry(DeliveriesStage.spec) { options, context in DeliveriesStage(options, &context).map { .extract($0) } },
    StageEntry(PullStage.spec) { options, context in PullStage(options, &context).map { .extract($0) } },
  ]
}
