/// A prepared statement, stepped directly: the one place where the bulk writer touches SQLite's C interface.
///
/// Bound text is not copied; what is bound must stay where it is until ``run()`` or ``next()`` returns.
import Columns
import GRDB
import GRDBSQLite

@safe final class Statement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  /// Prepares `sql` for many executions.
  init(_ sql: String, _ database: Database) throws {
    guard let connection = unsafe database.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let handle = unsafe prepared else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: unsafe String(cString: sqlite3_errmsg(connection)), sql: sql)
    }
    unsafe self.handle = handle
    unsafe self.connection = connection
  }

  deinit { unsafe sqlite3_finalize(handle) }

  // MARK: Binding

  /// Binds an integer; a missing one as NULL.
  @inline(__always)
  func bind(_ index: Int32, _ value: Int64) {
    if value == .missing {
      unsafe sqlite3_bind_null(handle, index)
    } else {
      unsafe sqlite3_bind_int64(handle, index, value)
    }
  }

  /// Binds an integer; a missing one as NULL.
  @inline(__always)
  func bind(_ index: Int32, _ value: Int32) {
    if value == .missing {
      unsafe sqlite3_bind_null(handle, index)
    } else {
      unsafe sqlite3_bind_int64(handle, index, Int64(value))
    }
  }

  /// Binds text of the batch without copying it; an empty one as NULL.
  @inline(__always)
  func bind(_ index: Int32, _ range: TextRange, of text: PinnedText) {
    if range.isEmpty {
      unsafe sqlite3_bind_null(handle, index)
    } else {
      unsafe bind(index, text.bytes(range))
    }
  }

  /// Binds text of the batch without copying it; an empty one as such.
  @inline(__always)
  func bind(_ index: Int32, whole range: TextRange, of text: PinnedText) {
    if range.isEmpty {
      bind(index, copying: "")
    } else {
      unsafe bind(index, text.bytes(range))
    }
  }

  /// Binds the text that a table has for a code; a missing code as NULL.
  @inline(__always)
  func bind(_ index: Int32, _ code: Int32, in table: TextTable) {
    if code == .missing {
      unsafe sqlite3_bind_null(handle, index)
    } else if let bytes = unsafe table.bytes(code) {
      unsafe bind(index, bytes)
    } else {
      bind(index, copying: table.string(code))
    }
  }

  /// Binds text by copying it; `nil` as NULL.
  func bind(_ index: Int32, copying text: String?) {
    guard var text else { return bindNull(index) }
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        _ = unsafe sqlite3_bind_text(handle, index, characters.baseAddress, Int32(characters.count), transient)
      }
    }
  }

  /// Binds bytes by copying them.
  func bind(_ index: Int32, copying bytes: [UInt8]) {
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    // A NULL address would bind NULL; no bytes are an empty blob.
    if bytes.isEmpty {
      unsafe sqlite3_bind_zeroblob(handle, index, 0)
    } else {
      unsafe sqlite3_bind_blob(handle, index, bytes, Int32(bytes.count), transient)
    }
  }

  /// Binds bytes by copying them; `nil` as NULL.
  func bind(_ index: Int32, copying bytes: [UInt8]?) {
    if let bytes { bind(index, copying: bytes) } else { bindNull(index) }
  }

  @inline(__always)
  private func bind(_ index: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
    let characters = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
    unsafe sqlite3_bind_text(handle, index, characters, Int32(truncatingIfNeeded: bytes.count), nil)
  }

  private func bindNull(_ index: Int32) { unsafe sqlite3_bind_null(handle, index) }

  // MARK: Running

  /// Executes the statement to its end and makes it ready for the next execution.
  @inline(__always)
  func run() throws {
    let code = unsafe sqlite3_step(handle)
    unsafe sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw failure(code) }
  }

  /// Steps to the next row; `false`, and ready for the next execution, when there is none.
  func next() throws -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    unsafe sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw failure(code) }
    return false
  }

  /// Gives up the remaining rows.
  func reset() { unsafe sqlite3_reset(handle) }

  /// The integer in a column of the current row; ``Int64/missing`` for NULL.
  func integer(_ column: Int32) -> Int64 {
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL ? .missing : sqlite3_column_int64(handle, column)
  }

  /// The code in a column of the current row; ``Int32/missing`` for NULL.
  func narrow(_ column: Int32) -> Int32 {
    let value = integer(column)
    return value == .missing ? .missing : Int32(truncatingIfNeeded: value)
  }

  /// The text in a column of the current row; empty for NULL.
  func string(_ column: Int32) -> String {
    guard let text = unsafe sqlite3_column_text(handle, column) else { return "" }
    return unsafe String(cString: text)
  }

  /// Appends every value of the current row: its type, its text or bytes, and a separator.
  func appendRow(to bytes: inout [UInt8]) {
    let columns = unsafe sqlite3_column_count(handle)
    for column in 0..<columns {
      // The type comes first: asking for the bytes of a number turns it into text.
      bytes.append(UInt8(truncatingIfNeeded: unsafe sqlite3_column_type(handle, column)))
      let start = unsafe sqlite3_column_blob(handle, column)
      let count = Int(unsafe sqlite3_column_bytes(handle, column))
      unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
      bytes.append(0x1F)
    }
  }

  /// The number of rows that the last execution changed.
  @inline(__always)
  var changes: Int { Int(unsafe sqlite3_changes(connection)) }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: unsafe sqlite3_extended_errcode(connection)),
      message: unsafe String(cString: sqlite3_errmsg(connection)))
  }
}
