/// The requests of the reports interface.
import Formats
import HTTPTypes
import Platforms

struct ReportCalls {
  private let session: AmazonSession
  private static let path = "/reports/2021-06-30"
  /// Amazon keeps reports for 90 days, and refuses to list what is even a second older.
  private static let memory: Int64 = 90 * 86_400 - 600

  init(_ session: AmazonSession) { self.session = session }

  /// Asks for a report and gives its id.
  func create(_ request: ReportRequest) async throws(PlatformFailure) -> String {
    var call = AmazonSession.Call(operation: .createReport, method: .post, path: "\(Self.path)/reports")
    if request.type.hasPrefix(ReportTypes.automaticStart) {
      throw session.failure(
        .refusedRequest, call, "Amazon makes settlement reports by itself: nobody can ask for one",
        remedy: "fetch the reports that are there")
    }
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("reportType")
      writer.string(request.type)
      writer.key("marketplaceIds")
      writer.array { $0.string(session.settings.marketplace.id) }
      if let window = request.window {
        writer.key("dataStartTime")
        writer.string(AmazonTime.text(window.lowerBound))
        writer.key("dataEndTime")
        writer.string(AmazonTime.text(window.upperBound))
      }
      guard !request.options.isEmpty else { return }
      writer.key("reportOptions")
      writer.object { writer in
        for (name, value) in request.options.sorted(by: { $0.key < $1.key }) {
          writer.key(name)
          writer.string(value)
        }
      }
    }
    call.body = writer.takeBytes()
    let answer = try await session.payload(call)
    guard let answer, let id = PayloadReader(answer).string("reportId", of: answer.root) else {
      throw session.failure(
        .unexpectedAnswer, call, "the answer has no report id", remedy: "run again later", mayRetry: true)
    }
    return id
  }

  /// How far a report is, and the id of its document.
  func state(_ id: String) async throws(PlatformFailure) -> (status: String, document: String?) {
    guard let answer = try await session.payload(call(id)) else {
      throw failure(id, "there is no such report", mayRetry: false)
    }
    let reader = PayloadReader(answer)
    return (
      reader.string("processingStatus", of: answer.root) ?? "", reader.string("reportDocumentId", of: answer.root)
    )
  }

  /// The ids of finished reports of a type.
  func list(_ type: String, since: Int64?) async throws(PlatformFailure) -> [String] {
    let oldest = session.clock.now() / 1_000 - Self.memory
    var query = QueryText([
      "reportTypes": type, "processingStatuses": "DONE", "pageSize": "100",
      "createdSince": AmazonTime.text(max(since ?? oldest, oldest)),
    ])
    var ids: [String] = []
    for _ in 0..<1_000 {
      let call = AmazonSession.Call(operation: .listReports, path: "\(Self.path)/reports", query: query)
      guard let answer = try await session.payload(call) else { break }
      let reader = PayloadReader(answer)
      for report in reader.objects("reports", of: answer.root) {
        if let id = reader.string("reportId", of: report), !ids.contains(id) { ids.append(id) }
      }
      guard let token = reader.token("nextToken", of: answer.root) else { break }
      // A token must be the only parameter.
      query = QueryText(["nextToken": token])
    }
    return ids
  }

  private func call(_ id: String) -> AmazonSession.Call {
    AmazonSession.Call(operation: .report, path: "\(Self.path)/reports/\(PercentCoding.encoded(id))")
  }

  /// A failure about a report.
  func failure(_ id: String, _ message: String, mayRetry: Bool) -> PlatformFailure {
    session.failure(
      mayRetry ? .platformFault : .refusedRequest, call(id), message,
      remedy: mayRetry ? "run again later" : "check the report's type, time and options", mayRetry: mayRetry)
  }
}
