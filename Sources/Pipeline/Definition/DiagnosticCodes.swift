/// Every kind of mistake that a definition, the business file or the stores file can have.
extension DiagnosticCode {
  /// All codes, ascending.
  public static let all: [DiagnosticCode] = [
    invalidJSON, duplicateKey, unknownKey, missingKey, wrongType, notAllowed, outOfRange, tooFewItems, malformedValue,
    repeatedValue, literalSecret,
    unknownStage, wrongSection, missingStage, missingColumn, unknownSourceColumn, unknownStore, unknownVariable,
    unusedOverride, unusedVariable, unknownName, conflictingOptions, unreadableFile, unfitStage,
    fieldNotTaken,
    datesOutOfOrder,
  ]

  // MARK: Any file

  /// The file is not JSON.
  public static let invalidJSON = DiagnosticCode(
    "E3001", "not JSON",
    "The file must be JSON as RFC 8259 defines it: no comments, no trailing commas, strings in double quotes. "
      + "A member named \"$comment\" is allowed in every object for notes.",
    wrong: #"{ "name": "shopify-orders", }"#, mended: #"{ "name": "shopify-orders" }"#)

  /// A key occurs twice in one object.
  public static let duplicateKey = DiagnosticCode(
    "E3002", "key given twice",
    "A key may occur once in an object. Most programs silently take the last one, so the first would be ignored; "
      + "remove one of the two.",
    wrong: #"{ "use": "currency", "to": "EUR", "to": "GBP" }"#, mended: #"{ "use": "currency", "to": "EUR" }"#)

  /// A key that nothing knows.
  public static let unknownKey = DiagnosticCode(
    "E3003", "unknown key",
    "Nothing reads this key, so what it asks for would not happen. The allowed keys are listed with the error.",
    wrong: #"{ "use": "vat", "tolerence": "0.01" }"#, mended: #"{ "use": "vat", "tolerance": "0.01" }"#)

  /// A key that must be there is not.
  public static let missingKey = DiagnosticCode(
    "E3004", "missing key",
    "The key has no default and must be given.",
    wrong: #"{ "use": "currency" }"#, mended: #"{ "use": "currency", "to": "EUR" }"#)

  /// A value of the wrong JSON type.
  public static let wrongType = DiagnosticCode(
    "E3005", "wrong type",
    "The value is of another kind than the key takes. Text stands in quotes; numbers, true and false do not; "
      + "a list stands in [ ], an object in { }.",
    wrong: #"{ "use": "file", "paths": "orders.csv" }"#, mended: #"{ "use": "file", "paths": ["orders.csv"] }"#)

  /// A word that is not one of those allowed.
  public static let notAllowed = DiagnosticCode(
    "E3006", "value not allowed",
    "The key takes one of a few words, which are listed with the error.",
    wrong: #"{ "use": "journal", "granularity": "daily" }"#, mended: #"{ "use": "journal", "granularity": "day" }"#)

  /// A number outside its range.
  public static let outOfRange = DiagnosticCode(
    "E3007", "number out of range",
    "The number lies outside the range that makes sense for the key.",
    wrong: #"{ "settings": { "low_stock_threshold": -1 } }"#, mended: #"{ "settings": { "low_stock_threshold": 0 } }"#)

  /// A list that is too short.
  public static let tooFewItems = DiagnosticCode(
    "E3008", "list too short",
    "The list needs more items to mean anything.",
    wrong: #"{ "use": "file", "paths": [] }"#, mended: #"{ "use": "file", "paths": ["orders-*.csv"] }"#)

  /// Text that is not written as its kind of value is.
  public static let malformedValue = DiagnosticCode(
    "E3009", "malformed value",
    "The text is not written the way this kind of value is: dates as 2024-03-01, exact decimals as 0.01, limits as "
      + "\"0.5%\" or a number of documents, countries and currencies by their ISO codes, names in letters, digits, "
      + "hyphens and underscores.",
    wrong: #"{ "limits": { "rejects": "0,5 %" } }"#, mended: #"{ "limits": { "rejects": "0.5%" } }"#)

  /// Two entries that must differ are the same.
  public static let repeatedValue = DiagnosticCode(
    "E3010", "value given twice",
    "The values must differ from each other, as names must, or it is not clear which one is meant.",
    wrong: #"{ "stores": [ { "name": "shop" }, { "name": "shop" } ] }"#,
    mended: #"{ "stores": [ { "name": "shop-de" }, { "name": "shop-us" } ] }"#)

  /// A secret written out.
  public static let literalSecret = DiagnosticCode(
    "E3011", "secret in the file",
    "Definitions are kept with the books and shown to people, so they hold no secrets. Put the secret into an "
      + "environment variable or a file of its own and name that; messages show it as asterisks. Change the secret "
      + "if the file was shared.",
    wrong: #"{ "credentials": { "access_token": "********" } }"#,
    mended: #"{ "credentials": { "access_token": { "env": "SHOPIFY_TOKEN" } } }"#)

  // MARK: Definitions

  /// No stage has that name.
  public static let unknownStage = DiagnosticCode(
    "E3101", "unknown stage",
    "No stage of that name exists in any section.",
    wrong: #"{ "transform": [ { "use": "statsu" } ] }"#, mended: #"{ "transform": [ { "use": "status" } ] }"#)

  /// A stage in a section where it does not belong.
  public static let wrongSection = DiagnosticCode(
    "E3102", "stage in the wrong section",
    "The stage exists, but belongs to another section: extract reads, transform changes, load writes.",
    wrong: #"{ "load": [ { "use": "vat" } ] }"#, mended: #"{ "transform": [ { "use": "vat" } ] }"#)

  /// Nothing to read, nowhere to write, or no ledger.
  public static let missingStage = DiagnosticCode(
    "E3103", "missing stage",
    "A pipeline needs at least one extract stage, and among its load stages \"ledger\", from which the others read.",
    wrong: #"{ "load": [] }"#, mended: #"{ "load": [ { "use": "ledger" } ] }"#)

  /// A stage needs a column that nothing before it makes.
  public static let missingColumn = DiagnosticCode(
    "E3104", "column not made yet",
    "The stage reads a column that no stage before it makes. Put the stage that makes it first, or map the column.",
    wrong: #"{ "transform": [ { "use": "vat" }, { "use": "map" } ] }"#,
    mended: #"{ "transform": [ { "use": "map" }, { "use": "vat" } ] }"#)

  /// A source column that the source does not have.
  public static let unknownSourceColumn = DiagnosticCode(
    "E3105", "unknown source column",
    "The layout of the source has no column of that name. Names are compared letter by letter, spaces included.",
    wrong: #"{ "use": "map", "fields": { "total": "Totl" } }"#,
    mended: #"{ "use": "map", "fields": { "total": "Total" } }"#)

  /// A store that the stores file does not list.
  public static let unknownStore = DiagnosticCode(
    "E3106", "unknown store",
    "The store must be listed in pipelines/stores.json.",
    wrong: #"{ "store": "shopfy-de" }"#, mended: #"{ "store": "shopify-de" }"#)

  /// A variable that the definition does not declare.
  public static let unknownVariable = DiagnosticCode(
    "E3107", "unknown variable",
    "Every ${name} in a text must be declared under \"variables\" with its default. Write $${ for a plain ${.",
    wrong: #"{ "paths": ["${inptu}"] }"#, mended: #"{ "variables": { "input": "a.csv" }, "paths": ["${input}"] }"#)

  /// An override that changes nothing.
  public static let unusedOverride = DiagnosticCode(
    "E3108", "override without effect",
    "--set names a variable that the definition does not declare or nowhere uses, so it would change nothing.",
    wrong: "shopledger run orders.json --set inptu=a.csv", mended: "shopledger run orders.json --set input=a.csv")

  /// A variable that is never used.
  public static let unusedVariable = DiagnosticCode(
    "W3109", "variable never used",
    "No text of a stage contains the variable. Use it or remove it.",
    wrong: #"{ "variables": { "input": "a.csv" }, "paths": ["a.csv"] }"#,
    mended: #"{ "variables": { "input": "a.csv" }, "paths": ["${input}"] }"#)

  /// A name of something that does not exist.
  public static let unknownName = DiagnosticCode(
    "E3110", "unknown name",
    "The text names a preset, layout, report, column, currency, country or word that does not exist.",
    wrong: #"{ "use": "map", "preset": "shopify.orders" }"#,
    mended: #"{ "use": "map", "preset": "shopify.orders_export" }"#)

  /// Options that do not go together.
  public static let conflictingOptions = DiagnosticCode(
    "E3111", "options that do not go together",
    "Each option is right by itself, but together they contradict each other or one lacks the other.",
    wrong: #"{ "access_token": { "env": "TOKEN", "file": "token.txt" } }"#,
    mended: #"{ "access_token": { "env": "TOKEN" } }"#)

  /// A file that cannot be read.
  public static let unreadableFile = DiagnosticCode(
    "E3112", "file cannot be read",
    "The definition, or a file that it names, is not there, cannot be read, or does not hold what it should. Paths start "
      + "from the working folder.",
    wrong: #"{ "rates": "samples/fx/rates.zip" }"#, mended: #"{ "rates": "samples/fx/eurofxref-hist.zip" }"#)

  /// A stage that cannot work on what the pipeline carries.
  public static let unfitStage = DiagnosticCode(
    "E3113", "stage for another entity",
    "The stage works on other records than the pipeline carries: there is no VAT on a stock level.",
    wrong: #"{ "entity": "inventory", "transform": [ { "use": "vat" } ] }"#,
    mended: #"{ "entity": "orders", "transform": [ { "use": "vat" } ] }"#)

  /// A personal field that the store does not take.
  public static let fieldNotTaken = DiagnosticCode(
    "W3114", "personal field not taken",
    "What a store may know of people beyond what tax asks for is taken only when the stores file says so. The field is "
      + "left out.",
    wrong: #"{ "fields": { "company": "Billing Company" } }"#,
    mended: #"{ "name": "shopify-de", "personal": ["name", "email", "company"] }"#)

  // MARK: Business and stores

  /// Dates in the wrong order.
  public static let datesOutOfOrder = DiagnosticCode(
    "E3201", "dates out of order",
    "A last day must not be before its first day, and dated lists go from the oldest to the newest.",
    wrong: #"{ "from": "2024-01-01", "to": "2023-12-31" }"#, mended: #"{ "from": "2023-01-01", "to": "2023-12-31" }"#)
}
