/// Why a run or a command stops: the stable codes, what each means, and what to do about it.
///
/// A ``RunFailure`` says what happened this time, with paths and names; this is what its code means every time.
public enum FailureCode: String, Sendable, CaseIterable {
  // The program itself.
  case taskStopped = "E1001"
  case sumTooLarge = "E1002"
  case unknownReport = "E1003"
  case noReportDesk = "E1004"
  case nothingToRedriveWith = "E1005"
  case interrupted = "E1300"
  // The command line.
  case badSetting = "E2001"
  // Rejects.
  case rejectWithoutDialect = "E4001"
  // Sources.
  case missingFile = "E7001"
  case unreadableFile = "E7002"
  case sourceChanged = "E7003"
  case noSource = "E7004"
  case emptyFile = "E7005"
  case notText = "E7006"
  case damagedFile = "E7007"
  case folderInPlaceOfFile = "E7008"
  // Columns.
  case otherLayout = "E7101"
  case columnTwice = "E7102"
  case missingColumn = "E7103"
  case newColumn = "E7104"
  case columnsDiffer = "E7105"
  // Exchange rates.
  case damagedArchive = "E7201"
  case notExchangeRates = "E7202"
  // The ledger.
  case ledgerDiskFull = "E8001"
  case ledgerReadOnly = "E8002"
  case notALedger = "E8003"
  case newerLedger = "E8004"
  case damagedLedger = "E8005"
  case ledgerInputOutput = "E8006"
  case missingLedger = "E8007"
  case noOpenRun = "E8098"
  case ledgerRefused = "E8099"
  // The output folder.
  case outputFolder = "E8101"
  case outputReadOnly = "E8102"
  case outputDiskFull = "E8103"
  case outputFailed = "E8104"
  // Locks.
  case ledgerHeld = "E9001"
  case ledgerLocked = "E9002"

  /// What happened, in a sentence.
  public var title: String {
    switch self {
    case .taskStopped: "a part of the run stopped without saying why"
    case .sumTooLarge: "a sum of a report is larger than the program can count"
    case .unknownReport: "a report was ordered that does not exist"
    case .noReportDesk: "a pipeline orders a report where none can be made"
    case .nothingToRedriveWith: "rejects were sent through a pipeline that has no extract stage"
    case .interrupted: "the run was interrupted from the keyboard or by the system"
    case .badSetting: "a --set is not of the form name=value"
    case .rejectWithoutDialect: "a reject was stored without saying how its file was written"
    case .missingFile: "a file does not exist"
    case .unreadableFile: "a file is there and cannot be read"
    case .sourceChanged: "a file has changed since an interrupted run read part of it"
    case .noSource: "there is no file to read: none matches the patterns"
    case .emptyFile: "a file is empty"
    case .notText: "a file is no text in its encoding, or no table of records"
    case .damagedFile: "a file is damaged or cannot be read to its end"
    case .folderInPlaceOfFile: "a path names a folder in place of a file"
    case .otherLayout: "a file lacks the columns that its layout is known by"
    case .columnTwice: "a file has two columns of one name"
    case .missingColumn: "a file lacks a column that documents need"
    case .newColumn: "a file has a column that its layout does not know"
    case .columnsDiffer: "files that are printed together have different columns"
    case .damagedArchive: "the archive of exchange rates is damaged or of another kind"
    case .notExchangeRates: "the file of exchange rates is not the European Central Bank's"
    case .ledgerDiskFull: "the disk is full: the ledger cannot grow"
    case .ledgerReadOnly: "the ledger, or the folder it is to lie in, cannot be written"
    case .notALedger: "the file is there and is no ledger"
    case .newerLedger: "the ledger was written by a newer version of the program"
    case .damagedLedger: "the ledger is damaged"
    case .ledgerInputOutput: "the disk failed while the ledger was read or written"
    case .missingLedger: "there is no ledger yet"
    case .noOpenRun: "something was to be written although no run was begun"
    case .ledgerRefused: "the database refused a statement"
    case .outputFolder: "a folder for the output cannot be made"
    case .outputReadOnly: "a file of the output cannot be written by this user"
    case .outputDiskFull: "the disk is full: a file of the output was not written"
    case .outputFailed: "a file of the output could not be written"
    case .ledgerHeld: "another run is writing the ledger"
    case .ledgerLocked: "another program holds the ledger's database"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .taskStopped:
      "this is a fault of the program; start the same command again, it goes on from the last checkpoint"
    case .sumTooLarge: "ask for a shorter stretch of time with --from and --to"
    case .unknownReport, .noReportDesk, .nothingToRedriveWith, .rejectWithoutDialect, .noOpenRun:
      "this is a fault of the program: what is in the ledger stays as it is"
    case .interrupted: "start the same command again: it goes on from the last checkpoint"
    case .badSetting: "write it as --set input=orders.csv"
    case .missingFile, .noSource: "check the path; relative paths start from the folder the command is run in"
    case .unreadableFile: "look whether this user may read the file, and whether the disk is well"
    case .sourceChanged: "run again: the interrupted run was undone, and the new one starts anew"
    case .emptyFile: "check what writes the file; an empty export has a header at least"
    case .notText: "declare the file's \"dialect\" in the extract stage; shopledger cat --explain tells what is found"
    case .damagedFile: "fetch or export the file again; a download that broke off is the usual cause"
    case .folderInPlaceOfFile: "name the files in it with a pattern, such as exports/*.csv"
    case .otherLayout: "name another file, or another layout: shopledger layouts"
    case .columnTwice: "rename or remove one of them: which one counts is not to be guessed"
    case .missingColumn:
      "export the file again with all columns, or set \"contract\": { \"missing_column\": \"warn\" }"
    case .newColumn: "look whether the column matters, then set \"contract\": { \"new_column\": \"warn\" }"
    case .columnsDiffer: "print each by itself"
    case .damagedArchive, .notExchangeRates: "use eurofxref-hist.zip of the European Central Bank"
    case .ledgerDiskFull: "free some space and run again; what was committed is kept and the run goes on there"
    case .ledgerReadOnly: "make the folder writable for this user, or name another place with --ledger"
    case .notALedger: "name another file with --ledger; this one was left as it is"
    case .newerLedger: "use that version or a later one"
    case .damagedLedger: "restore it from the last backup and run again"
    case .ledgerInputOutput, .outputFailed: "look after the disk, then run again; what was committed is kept"
    case .missingLedger: "run a pipeline first, or name another file with --ledger"
    case .ledgerRefused: "this is a fault of the program; nothing of the batch was written"
    case .outputFolder, .outputReadOnly:
      "make the folder writable for this user, or name another one; the ledger is complete, run again for the files"
    case .outputDiskFull: "free some space and run again; the file that was there before is untouched"
    case .ledgerHeld: "wait for that run to end, then run again"
    case .ledgerLocked: "close that program, then run again"
    }
  }
}
