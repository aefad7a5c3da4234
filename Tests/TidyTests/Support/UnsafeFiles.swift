/// The files with code that the compiler cannot prove safe, each with the reason why it is there.
enum UnsafeFiles {
  static let reasons = [
    // Values: hot loops over bytes.
    "Sources/Columns/FastHash.swift": "loads eight bytes at a time",
    "Sources/Commerce/FixedDateLayout.swift": "reads digits whose places were checked once per pattern",
    "Sources/Formats/CSV/BlockBuffer.swift": "fills new buffers without clearing them first",
    "Sources/Formats/CSV/CSVWriter.swift": "copies text into the output without a String in between",
    "Sources/Formats/CSV/CellUnquoting.swift": "the scanner's hot loop",
    "Sources/Formats/CSV/LinewiseReading.swift": "reads lines of the scanner's buffer by themselves",
    "Sources/Formats/CSV/RecordCompletion.swift": "the scanner's hot loop",
    "Sources/Formats/CSV/RecordScan.swift": "goes back within the scanner's buffer",
    "Sources/Formats/CSV/RecordScanner.swift": "the scanner's hot loop",
    "Sources/Formats/CSV/StructureMask.swift": "loads vectors of 16 bytes",
    "Sources/Formats/CSV/UnwrappingSource.swift": "hands a caller's buffer on",
    "Sources/Formats/Text/EncodingDetection.swift": "shares the text check's pointers",
    "Sources/Formats/Text/TextCheck.swift": "checks 16 bytes at a time",
    "Sources/Formats/Text/TranscodingSource.swift": "hands a caller's buffer on",

    // Values: bytes in and out, zlib and simdjson.
    "Sources/Formats/Bytes/ByteSink.swift": "appends raw bytes",
    "Sources/Formats/Bytes/ByteSource.swift": "the contract of reading into a caller's buffer",
    "Sources/Formats/Bytes/MemorySource.swift": "copies into a caller's buffer",
    "Sources/Formats/Gzip/Deflater.swift": "zlib's C interface",
    "Sources/Formats/Gzip/GunzipSource.swift": "hands buffers to zlib",
    "Sources/Formats/Gzip/GzipWriter.swift": "hands buffers to zlib",
    "Sources/Formats/Gzip/Inflater.swift": "zlib's C interface",
    "Sources/Formats/JSON/Payload/JSONKeys.swift": "the C interface's hash of a name",
    "Sources/Formats/JSON/Payload/JSONPayloadParser.swift": "the C interface over simdjson, which fills a new array",
    "Sources/Formats/Zip/ZipEntry.swift": "zlib's C interface",

    // Rules: the cryptographic library.
    "Sources/Privacy/Sealing/Bytes.swift": "hands bytes to the cryptographic library where they stand",

    // The ledger: SQLite's C interface, and files.
    "Sources/Ledger/Keys/KeyText.swift": "the system's open and rename",
    "Sources/Ledger/Keys/KeyFileSchema.swift": "the system's open",
    "Sources/Ledger/Keys/SystemRandom.swift": "the system's getentropy",
    "Sources/Ledger/Opening/LedgerLock.swift": "the system's flock",
    "Sources/Ledger/Opening/StorageFailure.swift": "the system's words for an error",
    "Sources/Ledger/Running/LedgerStore.swift": "the open run is touched on the writer's queue only",
    "Sources/Ledger/Writing/KeyBuffer.swift": "puts a key together in memory of its own",
    "Sources/Ledger/Contacts/ContactKeys.swift": "reads stored keys in bulk",
    "Sources/Ledger/Contacts/ContactRows.swift": "takes the texts of a contact where they stand",
    "Sources/Ledger/Writing/PinnedText.swift": "gives SQLite the address of a batch's text",
    "Sources/Ledger/Writing/SharedRows.swift": "takes texts where they stand",
    "Sources/Ledger/Writing/Statement.swift": "SQLite's C interface",
    "Sources/Ledger/Writing/TallyRows.swift": "looks spellings up where they stand",
    "Sources/Ledger/Writing/TallyTable.swift": "compares spellings where they stand",
    "Sources/Ledger/Writing/TextTable.swift": "keeps text at an address that SQLite may read later",

    // Files and the terminal.
    "Sources/Commands/Support/Terminal.swift": "asks the terminal for its width",
    "Sources/Extract/Files/FileSource.swift": "the system's open, read and stat",
    "Sources/Extract/Files/FolderListing.swift": "the system's readdir and stat",
    "Sources/Extract/Files/HashingSource.swift": "hashes a caller's buffer",
    "Sources/Extract/Files/OpenedFile.swift": "hands a caller's buffer on",
    "Sources/Extract/Files/PathPatterns.swift": "the system's glob",
    "Sources/Reports/Writing/AtomicFile.swift": "the system's rename and mkdir",
    "Sources/Reports/Writing/Descriptor.swift": "the system's write",
    "Sources/Reports/Writing/FileSink.swift": "the system's open",
    "Sources/Reports/Writing/StandardOutput.swift": "the bytes that the system writes",
    "Sources/Reports/Writing/OutputFailure.swift": "the system's words for an error",
  ]
}
