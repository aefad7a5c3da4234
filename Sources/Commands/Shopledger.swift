public import ArgumentParser
import Foundation
import Pipeline
import Reports

/// The program: what shops know becomes books and tax reports.
public struct Shopledger: AsyncParsableCommand {
  /// The program.
  public static let configuration = CommandConfiguration(
    commandName: "shopledger",
    abstract: "Turns what shops know into books and tax reports.",
    discussion: """
      A pipeline is one JSON file: where documents come from, what is done to them, where they go. Start with

        shopledger validate pipelines/shopify-orders.json
        shopledger run pipelines/shopify-orders.json

      Results go to standard output, progress and messages to standard error. The exit code tells a scheduler what to do:

      \(exitCodes)
      """,
    version: Version.text,
    subcommands: [
      Run.self, Validate.self, Preview.self, Cat.self, ReportCommand.self, ReturnCommand.self, Runs.self, Rejects.self,
      JournalCommand.self, AccountsCommand.self, PeriodsCommand.self, Reconcile.self, ExportCommand.self,
      ExportsCommand.self, CustomersCommand.self, MaterialsCommand.self, SyncCommand.self, PrivacyCommand.self,
      AuditCommand.self, Verify.self, Deliver.self, LayoutsCommand.self,
      PresetsCommand.self, Stages.self, Explain.self, Schema.self, TaxCommand.self, VATIDCommand.self, FX.self,
      RatesCommand.self, StoresCommand.self, AlertsCommand.self, Simulate.self,
    ])

  /// Every exit code with its meaning, one a line.
  private static var exitCodes: String {
    Pipeline.ExitCode.allCases.map { code in
      let number = String(code.rawValue)
      return String(repeating: " ", count: 5 - number.count) + "\(number)  \(code.meaning)"
    }.joined(separator: "\n")
  }

  /// The program, its command line not yet read.
  public init() {}

  /// Runs the command line and exits with the program's own codes.
  public static func runAndExit() async -> Never {
    // A limit on the size of files is to fail the write, which says what to do, and not to kill the program.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      leave(.done)
    } catch let failure as RunFailure {
      Messages.show(failure)
      leave(failure.exit)
    } catch let stop as Stop {
      leave(stop.exit)
    } catch let mistake as ValidationError {
      Messages.line("Error: \(mistake.message)\n  See 'shopledger --help' for more information.")
      leave(.usage)
    } catch {
      let text = UnknownCommand.message(CommandLine.arguments.dropFirst()) ?? fullMessage(for: error)
      guard exitCode(for: error).isSuccess else {
        Messages.line(text)
        leave(.usage)
      }
      leave(help(text))
    }
  }

  /// Prints what was asked for with `--help` or `--version`.
  private static func help(_ text: String) -> Pipeline.ExitCode {
    do throws(RunFailure) {
      try StandardOutput.write(text + "\n")
      return .done
    } catch {
      Messages.show(error)
      return error.exit
    }
  }

  private static func leave(_ code: Pipeline.ExitCode) -> Never {
    fflush(nil)
    Foundation.exit(code.rawValue)
  }
}

/// Ends a command whose message was shown already.
struct Stop: Error {
  let exit: Pipeline.ExitCode
}

/// The version of the program.
enum Version {
  static let text = "0.1.0"
}
