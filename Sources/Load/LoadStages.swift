/// The list of load stages.
public import Pipeline

/// The load stages; a new one is one file and one line here.
public enum LoadStages {
  /// All of them, for the catalogue.
  public static let all: [StageEntry] = [
    StageEntry(AlertsStage.spec) { options, context in .load(AlertsStage(options, &context)) },
    StageEntry(ExportStage.spec) { options, context in ExportStage(options, &context).map { .load($0) } },
    StageEntry(LedgerStage.spec) { _, _ in .load(LedgerStage()) },
    StageEntry(JournalStage.spec) { options, context in JournalStage(options, &context).map { .load($0) } },
    StageEntry(MaterialsStage.spec) { options, context in MaterialsStage(options, &context).map { .load($0) } },
    StageEntry(PushStage.spec) { options, context in PushStage(options, &context).map { .load($0) } },
    StageEntry(MergeDuplicatesStage.spec) { options, context in
      MergeDuplicatesStage(options, &context).map { .load($0) }
    },
    StageEntry(ReportStage.spec) { options, context in ReportStage(options, &context).map { .load($0) } },
  ]
}
