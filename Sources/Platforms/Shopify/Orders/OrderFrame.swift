/// What an order says of itself beside its lines: the same on the sale and on its refunds.
import Columns
import Commerce
import Formats
import Platforms

/// The head of an order, written into every document that the order makes.
struct OrderFrame {
  let order: Fields<OrderField>
  let taxesIncluded: Bool
  private let paymentTerms: Fields<TermsField>
  private let company: Fields<CompanyField>
  private let purchasing: Fields<CompanyField>
  private let customer: Fields<OrderCustomerField>
  private let shipping: Fields<AddressField>
  private let billing: Fields<AddressField>

  init(_ order: Fields<OrderField>, _ shaper: inout OrderShaper) {
    self.order = order
    taxesIncluded = shaper.payload.isTrue(order[.taxesIncluded])
    paymentTerms = shaper.payload.fields(order[.paymentTerms], TermsField.self, at: "payment_terms")
    company = shaper.payload.fields(order[.company], CompanyField.self, at: "company")
    purchasing = shaper.payload.fields(order[.purchasingCompany], CompanyField.self, at: "purchasing_company")
    customer = shaper.payload.fields(order[.customer], OrderCustomerField.self, at: "customer")
    shipping = shaper.payload.fields(order[.shippingAddress], AddressField.self, at: "shipping_address")
    billing = shaper.payload.fields(order[.billingAddress], AddressField.self, at: "billing_address")
  }

  /// Writes the cells that every line of the document begins with.
  func write(_ shaper: inout OrderShaper, payments: OrderPayments?) {
    for (column, field) in Self.plain { shaper.setForDocument(column, order[field]) }
    shaper.setForDocument(.email, order[.email] ?? order[.contactEmail])
    shaper.setForDocument(.presentmentCurrency, order[.presentmentCurrency] ?? order[.currency])
    shaper.setForDocument(.paymentTermsName, paymentTerms[.paymentTermsName])
    shaper.setForDocument(.paymentTermsDue, paymentTerms[.dueInDays])
    shaper.setForDocument(.companyId, company[.id])
    shaper.setForDocument(.companyLocationId, company[.locationId])
    shaper.setForDocument(.companyTaxId, purchasing[.taxRegistrationId])
    shaper.setForDocument(.customerId, customer[.id])
    shaper.setForDocument(.customerEmail, customer[.email])
    shaper.setForDocument(.customerPhone, customer[.phone])
    write(shipping, from: .shippingName, &shaper)
    write(billing, from: .billingName, &shaper)
    writeLists(&shaper)
    writePayments(payments, &shaper)
  }

  private static let plain: [(OrderColumn, OrderField)] = [
    (.name, .name), (.updatedAt, .updatedAt), (.cancelledAt, .cancelledAt), (.cancelReason, .cancelReason),
    (.closedAt, .closedAt), (.financialStatus, .financialStatus), (.fulfillmentStatus, .fulfillmentStatus),
    (.test, .test), (.currency, .currency), (.taxesIncluded, .taxesIncluded), (.taxExempt, .taxExempt),
    (.estimatedTaxes, .estimatedTaxes), (.totalPrice, .totalPrice), (.currentTotalPrice, .currentTotalPrice),
    (.subtotalPrice, .subtotalPrice), (.totalDiscounts, .totalDiscounts), (.totalTax, .totalTax),
    (.totalOutstanding, .totalOutstanding), (.totalTipReceived, .totalTipReceived), (.sourceName, .sourceName),
    (.appId, .appId), (.locationId, .locationId), (.userId, .userId), (.deviceId, .deviceId),
    (.merchantOfRecordAppId, .merchantOfRecordAppId), (.tags, .tags), (.note, .note), (.poNumber, .poNumber),
    (.phone, .phone), (.customerLocale, .customerLocale),
  ]

  /// An address; its columns follow each other in one order.
  private func write(_ address: Fields<AddressField>, from first: OrderColumn, _ shaper: inout OrderShaper) {
    let parts: [JSONElement?] = [
      address[.company], address[.address1], address[.address2], address[.city], address[.provinceCode],
      address[.zip], address[.countryCode], address[.phone],
    ]
    if shaper.builder.isWanted(first.rawValue) {
      let name =
        address[.name].map { shaper.cell($0) } ?? shaper.joined([address[.firstName], address[.lastName]], " ")
      shaper.builder.setForDocument(first.rawValue, name)
    }
    for (offset, part) in parts.enumerated() {
      let column = first.rawValue + 1 + offset
      if shaper.builder.isWanted(column) { shaper.builder.setForDocument(column, shaper.cell(part)) }
    }
  }

  private func writeLists(_ shaper: inout OrderShaper) {
    let gateways = shaper.payload.list(order[.paymentGatewayNames])
    shaper.builder.setForDocument(OrderColumn.paymentGatewayNames.rawValue, shaper.joined(gateways, " + "))
    let codes = shaper.payload.list(order[.discountCodes]).map {
      shaper.payload.fields($0, CodeField.self, at: "discount_codes")[.code]
    }
    shaper.builder.setForDocument(OrderColumn.discountCodes.rawValue, shaper.joined(codes, ", "))
    let exemptions = shaper.payload.list(customer[.taxExemptions])
    shaper.builder.setForDocument(OrderColumn.customerTaxExemptions.rawValue, shaper.joined(exemptions, ", "))
    let notes = shaper.details(order[.noteAttributes], at: "note_attributes")
    shaper.builder.setForDocument(OrderColumn.noteAttributes.rawValue, notes)
    let local = shaper.details(order[.localizationExtensions], at: "localization_extensions")
    shaper.builder.setForDocument(OrderColumn.localizationExtensions.rawValue, local)
  }

  /// What was paid: only what succeeded, and only where a setting asks for it.
  private func writePayments(_ payments: OrderPayments?, _ shaper: inout OrderShaper) {
    guard let payments else { return }
    let cells: [(OrderColumn, TextRange)] = [
      (.transactionsCount, shaper.builder.text.append(String(payments.count))),
      (.transactionsPaid, shaper.text(payments.paid)), (.transactionsRefunded, shaper.text(payments.refunded)),
      (.transactionsCurrency, shaper.builder.text.append(payments.currency)),
      (.transactionsList, shaper.builder.text.append(contentsOf: payments.list)),
    ]
    for (column, text) in cells { shaper.builder.setForDocument(column.rawValue, text) }
    writeGiftCards(payments.paidByGiftCards, payments.currency, &shaper)
  }

  /// What gift cards have of a document that another gateway has the rest of, in the currencies in which Shopify tells it.
  func writeGiftCards(_ amount: Exact, _ currency: String?, _ shaper: inout OrderShaper) {
    guard shaper.payload.hasGiftCardPart(order[.paymentGatewayNames]) else { return }
    let own = shaper.payload.string(order[.currency])
    let buyers = shaper.payload.string(order[.presentmentCurrency]) ?? own
    for (column, its) in [(OrderColumn.giftCardAmount, own), (.giftCardPresentment, buyers)] {
      guard amount == .zero || currency == its else { continue }
      shaper.builder.setForDocument(column.rawValue, shaper.text(amount))
    }
  }
}
