public import Pipeline

/// The transform stages, in the order in which they usually stand; a new one is one file and one line here.
public enum TransformStages {
  /// All of them, for the catalogue.
  public static let all: [StageEntry] = [
    StageEntry(MapStage.spec) { options, context in MapStage(options, &context).map { .transform($0) } },
    StageEntry(StatusStage.spec) { options, context in StatusStage(options, &context).map { .transform($0) } },
    StageEntry(CustomersStage.spec) { options, context in CustomersStage(options, &context).map { .transform($0) } },
    StageEntry(VATIDStage.spec) { options, context in VATIDStage(options, &context).map { .transform($0) } },
    StageEntry(VATStage.spec) { options, context in VATStage(options, &context).map { .transform($0) } },
    StageEntry(CurrencyStage.spec) { options, context in CurrencyStage(options, &context).map { .transform($0) } },
  ]
}
