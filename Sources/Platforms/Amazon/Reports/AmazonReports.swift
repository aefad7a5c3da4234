/// Reports: asked for, waited for, fetched, unpacked and decoded; what is in them is for the layouts of files.
import Formats
import HTTPTypes
public import Platforms

/// What a report is asked for with.
public struct ReportRequest: Sendable, Equatable {
  /// Amazon's name of it, such as `GET_VAT_TRANSACTION_DATA`.
  public var type: String
  /// The stretch of time that it tells of; seconds since 1970. The end is part of no other stretch.
  public var window: Range<Int64>?
  /// Options by name, as the report's own page lists them.
  public var options: [String: String]

  /// A request for a report.
  public init(_ type: String, window: Range<Int64>? = nil, options: [String: String] = [:]) {
    self.type = type
    self.window = window
    self.options = options
  }

  /// Whether the report names persons, so that its document needs a token of its own.
  ///
  /// Source: "Tokens API use case guide", restricted report types.
  public var isRestricted: Bool {
    ReportTypes.restricted.contains(type) || ReportTypes.restrictedStarts.contains { type.hasPrefix($0) }
  }

  /// The same report in stretches that Amazon gives: at most 30 days for orders, whole days for VAT calculations.
  public var pieces: [ReportRequest] {
    guard let window, let longest = ReportTypes.longest(type) else { return [self] }
    return PullWindows.pieces(window.lowerBound, window.upperBound, longest: longest).map {
      ReportRequest(type, window: $0, options: options)
    }
  }
}

/// What is known of types of reports.
enum ReportTypes {
  static let restricted: Set<String> = [
    "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_INVOICING", "GET_AMAZON_FULFILLED_SHIPMENTS_DATA_TAX",
    "GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING", "GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING",
    "GET_FLAT_FILE_ORDER_REPORT_DATA_INVOICING", "GET_FLAT_FILE_ORDER_REPORT_DATA_TAX", "GET_GST_MTR_B2B_CUSTOM",
    "GET_VAT_TRANSACTION_DATA", "SC_VAT_TAX_REPORT",
  ]
  static let restrictedStarts = ["GET_FLAT_FILE_ORDERS_RECONCILIATION_DATA_", "GET_ORDER_REPORT_DATA_"]
  /// Reports that Amazon makes by itself and nobody can ask for.
  static let automaticStart = "GET_V2_SETTLEMENT_REPORT_DATA_"

  /// The longest stretch of time that one report tells of, in seconds; `nil` where there is no such limit.
  static func longest(_ type: String) -> Int64? {
    type.hasPrefix("GET_FLAT_FILE_ALL_ORDERS_DATA") || type.hasPrefix("GET_XML_ALL_ORDERS_DATA") ? 30 * 86_400 : nil
  }
}

/// A report as it came.
public struct ReportDocument: Sendable {
  /// The text in UTF-8, without a byte order mark.
  public var text: [UInt8]
  /// The charset that it was decoded from, such as `windows-1252`.
  public var charset: String
  /// Why that charset, in a sentence.
  public var evidence: String
  /// What a person should know of the text, such as letters that Amazon has lost.
  public var remarks: [String]
}

/// What became of a report.
public enum ReportOutcome: Sendable {
  /// It is there.
  case done(ReportDocument)
  /// Amazon cancelled it: it was called off, or there is no data for that time.
  case cancelled
}

extension AmazonAdapter {
  /// Asks for a report, waits until it is made, and fetches it.
  ///
  /// - Throws: when Amazon cannot make it, or does not within four hours.
  public func report(_ request: ReportRequest) async throws(PlatformFailure) -> ReportOutcome {
    let calls = ReportCalls(session)
    return try await finished(calls.create(request), request, calls)
  }

  /// The ids of reports that Amazon made by itself, such as settlements, newest first; of the last 90 days at most.
  ///
  /// - Parameter since: seconds since 1970; what lies before the 90 days is only to be had as files.
  public func reportIDs(of type: String, since: Int64?) async throws(PlatformFailure) -> [String] {
    try await ReportCalls(session).list(type, since: since)
  }

  /// Fetches a report that is there already.
  public func report(id: String, _ request: ReportRequest) async throws(PlatformFailure) -> ReportOutcome {
    try await finished(id, request, ReportCalls(session))
  }

  private func finished(
    _ id: String, _ request: ReportRequest, _ calls: ReportCalls
  ) async throws(PlatformFailure) -> ReportOutcome {
    let started = session.clock.now()
    var wait: Int64 = 5_000
    while true {
      let state = try await calls.state(id)
      switch state.status {
      case "DONE":
        guard let document = state.document else {
          throw calls.failure(id, "the report is done, but has no document", mayRetry: true)
        }
        return .done(try await ReportDownload(session).fetch(document, restricted: request.isRestricted))
      case "CANCELLED": return .cancelled
      case "FATAL": throw calls.failure(id, try await reason(state.document, request), mayRetry: false)
      default: break
      }
      guard session.clock.now() - started < 4 * 3_600_000 else {
        throw calls.failure(id, "the report is not made after four hours", mayRetry: true)
      }
      do throws(CancellationError) {
        try await session.clock.sleep(milliseconds: wait)
      } catch {
        throw calls.failure(id, "the run was stopped while it waited for a report", mayRetry: true)
      }
      wait = min(wait * 2, 120_000)
    }
  }

  /// Why a report could not be made: its document says so where there is one.
  private func reason(_ document: String?, _ request: ReportRequest) async throws(PlatformFailure) -> String {
    let words = "Amazon could not make the report"
    guard let document else { return words }
    let text = try await ReportDownload(session).fetch(document, restricted: request.isRestricted).text
    let reason = String(decoding: text.prefix(300), as: UTF8.self).filter { !$0.isNewline }
    return reason.isEmpty ? words : "\(words): \(reason)"
  }
}
