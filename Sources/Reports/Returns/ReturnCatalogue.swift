/// The returns there are; a new one is one file and one line here.
public enum ReturnCatalogue {
  /// All of them, in the order in which help lists them.
  public static let all: [any AuthorityReturn] = [
    OSSFiling.union, OSSFiling.nonUnion, OSSFiling.importScheme, ECSalesListReturn(), UKVATReturnReport(),
    GermanVATReturnReport(), DomesticVATReturn(), USSalesTaxReturn(), CanadianGSTReport(), CanadianProvincialReport(),
    AustralianBASReport(),
  ]

  /// The return of that name.
  public static func named(_ name: String) -> (any AuthorityReturn)? { all.first { $0.name == name } }
}
