/// Why there is no answer about a number: the service's own codes, and what stands in their place when it did not get so far.
public enum VIESReason: String, Sendable, CaseIterable {
  case invalidInput = "INVALID_INPUT"
  case invalidRequester = "INVALID_REQUESTER_INFO"
  case serviceUnavailable = "SERVICE_UNAVAILABLE"
  case stateUnavailable = "MS_UNAVAILABLE"
  case timeout = "TIMEOUT"
  case numberBlocked = "VAT_BLOCKED"
  case addressBlocked = "IP_BLOCKED"
  case globalLimit = "GLOBAL_MAX_CONCURRENT_REQ"
  case globalLimitOfTime = "GLOBAL_MAX_CONCURRENT_REQ_TIME"
  case stateLimit = "MS_MAX_CONCURRENT_REQ"
  case stateLimitOfTime = "MS_MAX_CONCURRENT_REQ_TIME"
  /// HTTP 429 without a code of the service.
  case tooManyRequests = "TOO_MANY_REQUESTS"
  /// HTTP 5xx without a code of the service.
  case serverFault = "SERVER_FAULT"
  /// No connection, or no answer in time.
  case unreachable = "UNREACHABLE"
  /// An answer that is not what the service gives.
  case unreadable = "UNREADABLE_ANSWER"
  /// The service has no numbers with this prefix.
  case notCovered = "NOT_IN_VIES"
  /// The register, or the service, had stayed silent about others, and was left alone.
  case notAsked = "NOT_ASKED"

  /// Whether the same question may be answered a little later.
  public var mayPass: Bool {
    switch self {
    case .serviceUnavailable, .stateUnavailable, .timeout, .globalLimit, .globalLimitOfTime, .stateLimit,
      .stateLimitOfTime, .tooManyRequests, .serverFault, .unreachable, .unreadable, .notAsked:
      true
    case .invalidInput, .invalidRequester, .numberBlocked, .addressBlocked, .notCovered: false
    }
  }

  /// Whether it is the whole service that does not answer, and not one member state's register or one number.
  var isOfTheService: Bool {
    switch self {
    case .serviceUnavailable, .addressBlocked, .numberBlocked, .globalLimit, .globalLimitOfTime, .tooManyRequests,
      .serverFault, .unreachable, .unreadable:
      true
    case .invalidInput, .invalidRequester, .stateUnavailable, .timeout, .stateLimit, .stateLimitOfTime, .notCovered,
      .notAsked:
      false
    }
  }

  /// What it means, as the rest of a sentence about a number.
  public var sentence: String {
    switch self {
    case .invalidInput: "the service does not take it for a number"
    case .invalidRequester: "the service does not accept the business's own number"
    case .serviceUnavailable: "the service is not available"
    case .stateUnavailable: "the member state's register is not available"
    case .timeout: "the member state's register did not answer in time"
    case .numberBlocked: "the service has blocked the business's own number"
    case .addressBlocked: "the service has blocked this machine's address"
    case .globalLimit, .globalLimitOfTime: "the service is asked too much, by everybody together"
    case .stateLimit, .stateLimitOfTime: "the member state's register is asked too much, by everybody together"
    case .tooManyRequests: "the service says that there were too many requests"
    case .serverFault: "the service failed"
    case .unreachable: "the service cannot be reached"
    case .unreadable: "the service's answer cannot be read"
    case .notAsked: "it was not asked about, since the register had not answered about others"
    case .notCovered: "VIES has no numbers with this prefix"
    }
  }
}
