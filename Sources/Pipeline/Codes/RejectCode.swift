public import Columns

/// Why a document is rejected: the stable codes, what each means, and what to do about it.
public enum RejectCode: String, Sendable, CaseIterable {
  // Reading: the record itself.
  case fewerCells = "R1001"
  case moreCells = "R1002"
  case invalidText = "R1003"
  case nulByte = "R1004"
  case textAfterQuote = "R1005"
  case cellTooLong = "R1006"
  case unterminatedQuote = "R1007"
  // Reading: deliveries of webhooks.
  case wrongSignature = "R1101"
  case missingHeader = "R1102"
  case otherShop = "R1103"
  case staleDelivery = "R1104"
  case notADelivery = "R1105"
  // Mapping: the values.
  case missingValue = "R2001"
  case notANumber = "R2101"
  case otherNotation = "R2102"
  case ambiguousNumber = "R2103"
  case tooManyDecimals = "R2104"
  case numberTooLarge = "R2105"
  case spreadsheetNumber = "R2106"
  case negativeQuantity = "R2107"
  case notADate = "R2201"
  case impossibleDate = "R2202"
  case ambiguousDate = "R2203"
  case unknownWord = "R2301"
  case unknownCurrency = "R2302"
  case unknownStatus = "R2303"
  case damagedID = "R2304"
  // Rules: the document as a whole.
  case linesDoNotAddUp = "R3001"
  case taxDoesNotFit = "R3002"
  case saleRejected = "R3003"
  case amountTooLarge = "R3004"
  case noFixing = "R3101"
  // Loading.
  case scattered = "R4001"
  case tooManyLines = "R4002"

  /// What is wrong, as the start of a sentence about a document.
  public var title: String {
    switch self {
    case .fewerCells: "the record has fewer cells than the header"
    case .moreCells: "the record has more cells than the header"
    case .invalidText: "the record holds bytes that are no text in the file's encoding"
    case .nulByte: "the record holds a NUL byte"
    case .textAfterQuote: "text follows a closing quote"
    case .cellTooLong: "a cell is longer than any real one"
    case .unterminatedQuote: "a quote opens a cell and none closes it"
    case .wrongSignature: "the delivery's signature is not that of its body"
    case .missingHeader: "the delivery lacks a header field that every delivery of the platform has"
    case .otherShop: "the delivery is of another shop than the store's"
    case .staleDelivery: "the delivery was received too long after what it tells of"
    case .notADelivery: "it is no delivery of the platform's webhooks that can be read"
    case .missingValue: "a value that is needed is missing"
    case .notANumber: "the value is no number"
    case .otherNotation: "the number is written in another notation than the column's"
    case .ambiguousNumber: "the number could mean two amounts"
    case .tooManyDecimals: "the number has more decimals than can be kept exactly"
    case .numberTooLarge: "the number is too large to be an amount"
    case .spreadsheetNumber: "the number is in scientific notation: a spreadsheet has shortened it"
    case .negativeQuantity: "the quantity of a sale is negative"
    case .notADate: "the value is no date in the declared format"
    case .impossibleDate: "there is no such day"
    case .ambiguousDate: "the date could mean two days"
    case .unknownWord: "the word is not among those the definition maps"
    case .unknownCurrency: "the currency is none of ISO 4217"
    case .unknownStatus: "the status is not mapped"
    case .damagedID: "the id is in scientific notation: a spreadsheet has shortened it"
    case .linesDoNotAddUp: "the lines do not add up to the document's total"
    case .taxDoesNotFit: "the tax cannot be part of the document's total"
    case .saleRejected: "the sale that it refunds was rejected"
    case .amountTooLarge: "the amounts are too large to be added"
    case .noFixing: "there is no exchange rate for the document's currency and date"
    case .scattered: "the document's lines stand too far apart in the file"
    case .tooManyLines: "the document has more lines than the ledger can number"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .fewerCells, .moreCells:
      "look at the raw record: mostly a delimiter inside an unquoted cell; mend the file, or declare the dialect"
    case .invalidText: "declare the file's encoding, or export it again as UTF-8"
    case .textAfterQuote, .unterminatedQuote:
      "look at the raw record; where quotes in cells are written \\\", declare \"dialect\": { \"escape\": \"backslash\" }, where they are plain text, \"quote\": \"\"; otherwise mend the line, or export the file again"
    case .nulByte, .cellTooLong:
      "look at the raw record; export the file again without opening it in a spreadsheet"
    case .wrongSignature:
      "look whether the store's credentials name the secret that signs its webhooks, and whether the receiver keeps bodies as they come, byte for byte; if so, somebody else sent it"
    case .missingHeader: "have the receiver keep all header fields; if it does, the platform did not send it"
    case .otherShop: "give each shop a spool of its own, or check \"shop\" in the stores file"
    case .staleDelivery:
      "raise \"max_age\" of the extract stage if the receiver was away that long; otherwise somebody sent an old delivery again"
    case .notADelivery: "look at the raw delivery: mostly the receiver was stopped while it wrote"
    case .missingValue: "map the field from another column with \"from\", or give a \"default\""
    case .notANumber: "mend the value in the source, or map the field from another column"
    case .otherNotation, .ambiguousNumber:
      "declare the column's \"decimal\" and \"grouping\" marks in the map stage, or mend the value"
    case .tooManyDecimals, .numberTooLarge: "mend the value in the source"
    case .spreadsheetNumber, .damagedID: "export the file again and import it without opening it in a spreadsheet"
    case .negativeQuantity: "book returns as refunds, or set \"allow_negative\" on the quantity field"
    case .notADate, .ambiguousDate: "declare the column's \"format\" in the map stage"
    case .impossibleDate: "mend the value in the source"
    case .unknownWord: "add the word to the field's \"values\", or give an \"otherwise\""
    case .unknownCurrency: "mend the code in the source"
    case .unknownStatus: "add the status to the \"map\" of the status stage"
    case .linesDoNotAddUp:
      "compare the document with the platform; an edited order is exported with its old totals; a known residue can be allowed with \"residue\" in the vat stage; a payout needs all of its amounts"
    case .taxDoesNotFit: "compare the document with the platform, or declare \"prices\" in the vat stage"
    case .saleRejected: "mend the sale; the refund comes with it"
    case .amountTooLarge: "mend the amounts in the source"
    case .noFixing: "add a file with the missing rates to the \"rates\" of the currency stage"
    case .tooManyLines: "look whether \"document\" of the extract stage names the right columns"
    case .scattered: "raise \"within\" of the extract stage, or sort the file by document"
    }
  }
}

extension Refusal {
  /// A refusal of `document` with a code of the list.
  public init(
    _ code: RejectCode, document: Int, line: Int? = nil, column: String? = nil, value: TextRange = .empty,
    detail: String = ""
  ) {
    self.init(code.rawValue, document: document, line: line, column: column, value: value, detail: detail)
  }
}
