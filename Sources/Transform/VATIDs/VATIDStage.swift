import Columns
import Commerce
import Pipeline
import Tax
import VIES

/// The `vat_ids` stage: what is known of the VAT id that a document's buyer gave.
///
/// A number that cannot be one is invalid. Any other is looked up among the answers in the ledger, and asked about where
/// none counts, once a number and run. Where nobody answers it is neither valid nor invalid, and a finding says so: the
/// document is read again by a later run, which asks again.
struct VATIDStage: TransformStage {
  static let spec = StageSpec(
    "vat_ids", .transform,
    "Checks the buyers' VAT ids: their form and check digits, and with VIES whether they are registered.",
    options: [
      OptionSpec(
        "service", .choice(["vies", "none"]),
        "Who is asked whether a number is registered: the European Commission's VIES, or nobody; default: vies.",
        example: #""vies""#),
      OptionSpec(
        "transport", .choice(["live", "simulated"]),
        "The service itself, or a simulated one that answers as it does; needed with vies.", example: #""simulated""#),
      OptionSpec(
        "valid_for", .integer(0...3_650),
        "Days before a document's date from which an answer in the ledger still counts; default: 30.", example: "30"),
      OptionSpec(
        "simulation",
        .record([
          OptionSpec(
            "faults", .choice(VIESTrouble.all.map(\.name)), "What goes wrong with the service; default: nothing.",
            example: #""busy""#),
          OptionSpec(
            "seed", .integer(0...1_000_000_000), "Draws which numbers are registered no more; default: 1.",
            example: "7"),
        ]), "What the simulated service is like.", example: #"{ "faults": "busy" }"#),
    ],
    needs: [OrderKeys.vatID.name], produces: [TaxKeys.vatIDStatus.name], entities: [.orders])

  private let validFor: Int64
  private let now: @Sendable () -> Int64
  private let asks: Bool
  private var service: VATIDService?
  private var register: VATIDRegister
  private var checks: [VATIDCheck] = []

  /// Compiles the options.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    let services = context.services
    now = services.now
    validFor = Int64(options.integer("valid_for", default: 30)) * 86_400
    asks = options.optionalText("service") != "none"
    guard !asks || options.has("transport") else {
      context.report(
        options.diagnostic(
          .conflictingOptions, at: "service", "stage \"vat_ids\" asks VIES, so \"transport\" must say by which way",
          allowed: ["live", "simulated"]))
      return nil
    }
    let requester = VATIDService.requester(of: context.business, at: now())
    let isSimulated = asks && options.optionalText("transport") == "simulated"
    if isSimulated {
      let simulation = options.record("simulation")
      service = VATIDService(
        simulated: VIESTrouble.named(simulation?.optionalText("faults") ?? "none") ?? .none,
        seed: simulation?.integer("seed").map { UInt64($0) } ?? 1, now: now(), requester: requester)
    } else if asks, let doors = services.platforms {
      service = VATIDService(live: doors, requester: requester)
    }
    register = VATIDRegister(directory: services.vatIDs, origin: isSimulated ? .simulated : .live)
  }

  mutating func prepare(for batch: Batch) async throws(RunFailure) {
    register.makeRoom()
    guard asks else { return }
    if service == nil { throw .noWay(to: VIESClient.service) }
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      guard let place = try place(document, batch) else { continue }
      let entry = register.entries[place]
      guard entry.isAskable, entry.now == nil, entry.answer(for: placedAt(document, batch), validFor: validFor) == nil
      else { continue }
      guard let check = await service?.check(entry.id) else { continue }
      register.note(check, at: place)
      checks.append(check)
    }
  }

  mutating func apply(to batch: inout Batch) throws(RunFailure) {
    var statuses = Column<VATIDStatus>(missing: batch.documentCount)
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      guard let place = try place(document, batch) else { continue }
      let entry = register.entries[place]
      let outcome = outcome(entry, placedAt(document, batch))
      statuses[document] = outcome.status
      if let code = outcome.code { batch.findings.append(Finding(code, document: document, detail: outcome.detail)) }
      if outcome.isBySyntax, entry.now == nil, !entry.isNoted { noteSyntax(entry, at: place) }
    }
    batch.put(TaxKeys.vatIDStatus, statuses)
  }

  mutating func takeVATIDChecks() -> [VATIDCheck] {
    defer { checks = [] }
    return checks
  }

  // MARK: Deciding

  private struct Outcome {
    var status: VATIDStatus
    var code: FindingCode?
    var detail = ""
    /// Whether nothing but the check digits speaks against the number.
    var isBySyntax = false
  }

  /// What is known of a number for a supply of a moment; details name no number, which may be a person's.
  private func outcome(_ entry: VATIDRegister.Entry, _ placedAt: Int64) -> Outcome {
    if case .wrongFormat(let fault) = entry.id.verdict {
      // Whose rule a number follows is not known where its country has none here.
      guard entry.id.prefix != nil else { return Outcome(status: .unchecked) }
      return Outcome(status: .invalid, code: .vatIDInvalid, detail: fault.rawValue)
    }
    if let answer = entry.answer(for: placedAt, validFor: validFor) {
      return answer.answer == .valid
        ? Outcome(status: .valid)
        : Outcome(status: .invalid, code: .vatIDInvalid, detail: "the service says \(answer.reason)")
    }
    if let asked = entry.now, asked.origin != .syntax {
      let last = entry.lastAnswer.map { "; the last answer was \($0.answer.rawValue), of \($0.askedAt)" } ?? ""
      return Outcome(status: .unavailable, code: .vatIDUnanswered, detail: asked.reason + last)
    }
    return entry.id.verdict.isValid
      ? Outcome(status: .unchecked)
      : Outcome(status: .invalid, code: .vatIDInvalid, detail: entry.id.verdict.reason, isBySyntax: true)
  }

  private mutating func noteSyntax(_ entry: VATIDRegister.Entry, at place: Int) {
    let check = VATIDCheck(
      vatID: entry.id.text, askedAt: Instant(seconds: now()), answer: .invalid, reason: entry.id.verdict.reason,
      origin: .syntax)
    register.note(check, at: place)
    checks.append(check)
  }

  /// The place of a document's number in the register; `nil` where the buyer gave none.
  private mutating func place(_ document: Int, _ batch: Batch) throws(RunFailure) -> Int? {
    let range = batch[OrderKeys.vatID].stored[document]
    guard !range.isEmpty else { return nil }
    let country = batch[OrderKeys.country].stored[document]
    return try register.place(of: batch.text.bytes.span.extracting(range.indices), country: country)
  }

  /// When a document was placed; now where it does not tell.
  private func placedAt(_ document: Int, _ batch: Batch) -> Int64 {
    batch[OrderKeys.placedAt][document]?.seconds ?? now()
  }
}

extension RunFailure {
  /// A live service that this program has no way to, as in a test without a network.
  fileprivate static func noWay(to service: String) -> RunFailure {
    RunFailure("E1006", .internalFault, "this program has no way to reach \(service)")
  }
}

extension VATIDRegister.Entry {
  /// Whether the service can say anything about it; failed check digits are no proof that it would not.
  var isAskable: Bool {
    if case .wrongFormat = id.verdict { return false }
    return id.prefix?.isInVIES == true
  }
}
