/// What a person can agree to beyond what the law allows anyway.
public enum ConsentPurpose: String, Sendable, CaseIterable {
  /// Advertising by e-mail.
  case emailMarketing = "email_marketing"
  /// Advertising by text message.
  case smsMarketing = "sms_marketing"
  /// Telling the platform's or the seller's partners.
  case sharing
  /// Profiles of behaviour.
  case profiling
}

/// Where a person stands with a purpose: Regulation (EU) 2016/679, articles 4(11) and 7(3).
public enum ConsentState: String, Sendable, CaseIterable {
  /// Agreed.
  case granted
  /// Asked to confirm, and has not yet.
  case pending
  /// Never agreed.
  case absent
  /// Agreed once and took it back.
  case withdrawn

  /// The state that a platform's word means; `nil` for one that none uses.
  ///
  /// Shopify's API says `subscribed`, `unsubscribed`, `not_subscribed`, `pending`, `invalid` and `redacted`, its exports yes
  /// and no.
  public init?(word: String) {
    switch word.lowercased() {
    case "subscribed", "yes", "true", "1", "granted": self = .granted
    case "pending": self = .pending
    case "unsubscribed", "withdrawn": self = .withdrawn
    case "not_subscribed", "no", "false", "0", "invalid", "redacted", "absent": self = .absent
    default: return nil
    }
  }
}
