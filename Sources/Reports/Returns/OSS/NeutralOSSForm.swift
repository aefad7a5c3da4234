import Commerce
import Formats
import Pipeline
import Tax

/// The return as JSON of our own, which has a place for everything; amounts are decimal text.
struct NeutralOSSForm: OSSForm {
  let form = AuthorityForm("json", "JSON of shopledger itself, with a place for everything.")

  func write(_ whole: OSSReturn, _ trader: OSSTrader, _ request: ReturnRequest) throws(RunFailure) -> OSSText {
    var json = JSONWriter(.indented)
    func text(_ amount: MinorUnits) -> String { amount.description(exponent: whole.currency.exponent ?? 0) }
    json.object { object in
      object.member("return", whole.scheme.rawValue)
      object.member("period", whole.period.description)
      object.member("from", whole.period.firstDay.description)
      object.member("to", whole.period.lastDay.description)
      object.member("due", whole.due.description)
      object.member("state_of_identification", trader.state.code)
      object.member("number", trader.number)
      object.member("currency", whole.currency.code)
      object.member("nil", whole.isNil)
      object.member("payable", text(whole.payable))
      object.list("supplies", whole.supplies) { supply, json in
        json.member("consumption", supply.key.consumption.code)
        json.member("origin", supply.key.origin?.code)
        json.member("origin_number", supply.originNumber)
        json.member("supply", supply.key.type.rawValue)
        json.member("rate_type", supply.key.rateType.rawValue)
        json.member("rate", supply.key.rate.description)
        json.member("net", text(supply.net))
        json.member("tax", text(supply.tax))
        json.member("documents", Int64(supply.entries.count))
      }
      object.list("corrections", whole.corrections) { correction, json in
        json.member("consumption", correction.key.consumption.code)
        json.member("period", correction.key.period.description)
        json.member("tax", text(correction.tax))
        json.member("documents", Int64(correction.entries.count))
      }
      object.list("balances", whole.balances) { balance, json in
        json.member("consumption", balance.consumption.code)
        json.member("balance", text(balance.balance))
        json.member("payable", text(balance.payable))
      }
      object.list("left_out", whole.leftOut) { item, json in
        let exponent = item.document.currency.exponent ?? 0
        json.member("store", item.document.store)
        json.member("document", item.document.externalID)
        json.member("document_kind", item.document.kind.name)
        json.member("reason", item.reason.code)
        json.member("currency", item.document.currency.code)
        json.member("net", item.net.description(exponent: exponent))
        json.member("tax", item.tax.description(exponent: exponent))
      }
    }
    json.endLine()
    return OSSText(
      text: String(decoding: json.takeBytes(), as: UTF8.self), rows: whole.supplies.count + whole.corrections.count)
  }
}
