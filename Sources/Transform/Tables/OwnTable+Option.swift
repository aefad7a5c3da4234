import Commerce
import Pipeline

/// Own tables that an option of a stage names.
extension OwnTable {
  /// What `read` makes of the table that `option` names.
  ///
  /// - Returns: `nil` after everything that is wrong with the table was reported, line by line.
  static func compile<Value>(
    _ option: String, _ options: OptionValues, _ context: inout CompileContext,
    _ read: (NumberedTable) throws(TableFaults) -> Value
  ) -> Value? {
    let path = options.text(option)
    let table: NumberedTable
    do throws(RunFailure) {
      table = try OwnTable.read(path, context.services)
    } catch {
      context.report(
        options.diagnostic(.unreadableFile, at: option, error.message, help: error.remedy.isEmpty ? nil : error.remedy)
      )
      return nil
    }
    do throws(TableFaults) {
      return try read(table)
    } catch {
      for fault in error.all {
        context.report(options.diagnostic(.unreadableFile, at: option, "\(path):\(fault.line): \(fault.sentence)"))
      }
      return nil
    }
  }
}
