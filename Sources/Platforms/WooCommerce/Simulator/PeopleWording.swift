import Commerce
import Simulation

/// Customers, coupons and taxes as the simulated shop words them.
extension SimulatedShop {
  func customer(_ record: SimulatedRecord) -> WireObject {
    if let written = record.written { return written }
    guard let index = record.source else { return WireObject() }
    let customer = data.customers[index]
    var billing = WireObject()
    var shipping = WireObject()
    let address = address(customer.address, email: customer.email ?? "", phone: customer.phone)
    // Customers have the state behind the country, orders before the postcode.
    let keys = [
      "first_name", "last_name", "company", "address_1", "address_2", "city", "postcode", "country", "state", "email",
      "phone",
    ]
    for key in keys {
      billing[key] = address[key] ?? ""
      if key != "email" { shipping[key] = "" }
    }
    var wire: WireObject = [
      "id": .integer(record.id), "date_created": local(record.created), "date_created_gmt": utc(record.created),
      "date_modified": local(record.modified), "date_modified_gmt": utc(record.modified),
      "email": .string(customer.email ?? "customer\(record.id)@example.invalid"),
      "first_name": .string(customer.address.firstName), "last_name": .string(customer.address.lastName),
      "role": .string(record.status), "username": .string("customer\(record.id)"), "billing": .object(billing),
      "shipping": .object(shipping), "is_paying_customer": true,
      "avatar_url": .string("https://secure.gravatar.com/avatar/\(record.id)?s=96&d=mm&r=g"),
      "meta_data": customer.vatID.map { [meta(record.id * 10, "vat_number", .string($0))] } ?? [],
    ]
    wire["_links"] = .object(links("customers/\(record.id)", collection: "customers"))
    return wire
  }

  func coupon(_ id: Int64, _ code: String) -> WireObject {
    let time = data.plan.span.lowerBound
    let uses = data.orders.filter { $0.discountCode == code }.count
    var wire: WireObject = [
      "id": .integer(id), "code": .string(code.lowercased()), "amount": "10.00", "status": "publish",
      "date_created": local(time), "date_created_gmt": utc(time), "date_modified": local(time),
      "date_modified_gmt": utc(time), "discount_type": "percent", "description": "", "date_expires": .null,
      "date_expires_gmt": .null, "usage_count": .integer(Int64(uses)), "individual_use": false, "product_ids": [],
      "excluded_product_ids": [], "usage_limit": .null, "usage_limit_per_user": .null,
      "limit_usage_to_x_items": .null, "free_shipping": false, "product_categories": [],
      "excluded_product_categories": [], "exclude_sale_items": false, "minimum_amount": "0.00",
      "maximum_amount": "0.00", "email_restrictions": [], "used_by": [], "meta_data": [],
    ]
    wire["_links"] = .object(links("coupons/\(id)", collection: "coupons"))
    return wire
  }

  func tax(_ rate: SimulatedRates.Rate) -> WireObject {
    [
      "id": .integer(rate.id), "country": .string(rate.country), "state": .string(rate.region), "postcode": "",
      "city": "", "rate": .string(DecimalText.text(Int64(rate.rate) * 10, scale: 4, atLeast: 4)),
      "name": .string(rate.name), "priority": .integer(Int64(rate.priority)), "compound": .bool(rate.isCompound),
      "shipping": .bool(rate.isForCarriage), "order": .integer(rate.id - 1),
      "class": .string(rate.taxClass.isEmpty ? "standard" : rate.taxClass), "postcodes": [], "cities": [],
      "_links": .object(links("taxes/\(rate.id)", collection: "taxes")),
    ]
  }

  func taxClasses() -> [Wire] {
    [("standard", "Standard rate"), ("reduced-rate", "Reduced rate"), ("zero-rate", "Zero rate")].map { slug, name in
      let root = "\(options.site)/wp-json/wc/v3"
      return [
        "slug": .string(slug), "name": .string(name),
        "_links": ["collection": [["href": .string("\(root)/taxes/classes")]]],
      ]
    }
  }
}
