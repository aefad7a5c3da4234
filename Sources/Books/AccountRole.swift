/// What an account is used for. Rules name roles; a chart of accounts says which account plays which.
public enum AccountRole: String, Hashable, Sendable, CaseIterable {
  /// What a payment provider or marketplace holds for the seller until it pays out.
  case clearing
  /// What buyers owe who have not paid through a provider.
  case receivable
  /// The bank account that payouts arrive at.
  case bank
  /// What a marketplace holds back for later.
  case reserve
  /// Sales of goods and services, without tax.
  case revenue
  /// Carriage and other charges to buyers that a chart keeps apart from ``revenue``.
  case shippingRevenue = "shipping_revenue"
  /// Reductions granted after the sale without anything coming back.
  case reduction
  /// Tax on sales that the seller owes.
  case outputTax = "output_tax"
  /// Tax that a marketplace collects and hands over in its own name and that passes through the seller's account.
  case marketplaceTax = "marketplace_tax"
  /// Tax that a platform withholds on the seller's behalf.
  case withheldTax = "withheld_tax"
  /// Vouchers that were sold and not redeemed yet.
  case giftCards = "gift_cards"
  /// Gratuities that are handed on.
  case tips
  /// Duties collected from buyers and handed on.
  case duties
  /// What payment providers charge.
  case paymentFees = "payment_fees"
  /// What marketplaces charge for selling.
  case platformFees = "platform_fees"
  /// What marketplaces charge for storing and sending.
  case fulfilmentFees = "fulfilment_fees"
  /// What is charged for advertising.
  case advertising
  /// Services of suppliers abroad, for which the seller owes the tax.
  case reverseChargeFees = "reverse_charge_fees"
  /// Tax that the seller owes for such services.
  case reverseChargeTax = "reverse_charge_tax"
  /// The same tax as far as it is deducted.
  case reverseChargeInputTax = "reverse_charge_input_tax"
  /// Goods sold, at cost.
  case costOfGoods = "cost_of_goods"
  /// Goods in stock, at cost.
  case inventory
  /// Gains from exchange rates that have come about.
  case exchangeGain = "exchange_gain"
  /// Losses from exchange rates that have come about.
  case exchangeLoss = "exchange_loss"
  /// Differences from exchange rates on what is still open.
  case unrealisedExchange = "unrealised_exchange"
  /// What lines leave of a total, with its reason.
  case rounding
  /// Receivables written off.
  case badDebt = "bad_debt"
  /// Charges of the bank.
  case bankCharges = "bank_charges"
  /// Compensation and corrections by platforms.
  case compensation
  /// What nobody has explained yet; it is meant to be empty.
  case suspense
}
