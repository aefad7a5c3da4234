import Commerce
import Platforms
import Simulation

/// Products and variations as the simulated shop words them.
extension SimulatedShop {
  func product(_ record: SimulatedRecord) -> WireObject {
    var wire = record.written ?? record.source.map { worded(data.products[$0], record) } ?? WireObject()
    wire["status"] = .string(record.status)
    wire["date_modified"] = local(record.modified)
    wire["date_modified_gmt"] = utc(record.modified)
    return wire
  }

  private func worded(_ product: ShopProduct, _ record: SimulatedRecord) -> WireObject {
    let isVariable = Self.isVariable(product)
    let variant = product.variants.first
    let price = product.variants.map(\.price).min() ?? 0
    let options = product.variants.map { Wire.string($0.option) }
    var wire = emptyProduct(record, name: product.title, isVariable: isVariable)
    wire["description"] = .string(product.text)
    wire["price"] = money(price)
    wire["variations"] = .array((variationsOfProduct[record.id] ?? []).map { .integer($0) })
    if let category = categories.known(product.kind) { wire["categories"] = .array([categories.wire(category)]) }
    if isVariable {
      wire["attributes"] = [
        [
          "id": 0, "name": "Option", "slug": "Option", "position": 0, "visible": true, "variation": true,
          "options": .array(options),
        ]
      ]
    } else if let variant {
      setArticle(variant, in: &wire)
      wire["tax_class"] = .string(taxClass(variant))
    }
    return wire
  }

  /// What a variant has in common as a product and as a variation.
  private func setArticle(_ variant: ShopVariant, in wire: inout WireObject) {
    let stock = variant.stock.values.reduce(0, +)
    wire["sku"] = .string(variant.sku)
    wire["price"] = money(variant.price)
    wire["regular_price"] = money(variant.price)
    wire["global_unique_id"] = .string(variant.barcode)
    wire["weight"] = .string(DecimalText.text(Int64(variant.grams), scale: 3, atLeast: 0))
    wire["manage_stock"] = true
    wire["stock_quantity"] = .integer(stock)
    wire["stock_status"] = .string(stock > 0 ? "instock" : "outofstock")
  }

  /// A product without anything of its own.
  func emptyProduct(_ record: SimulatedRecord, name: String, isVariable: Bool) -> WireObject {
    let slug = Self.slug(name)
    let head: WireObject = [
      "id": .integer(record.id), "name": .string(Self.escaped(name)), "slug": .string(slug),
      "permalink": .string("\(options.site)/product/\(slug)/"), "date_created": local(record.created),
      "date_created_gmt": utc(record.created), "date_modified": local(record.modified),
      "date_modified_gmt": utc(record.modified), "type": isVariable ? "variable" : "simple", "status": "publish",
      "featured": false, "catalog_visibility": "visible", "description": "", "short_description": "", "sku": "",
      "price": "", "regular_price": "", "sale_price": "", "date_on_sale_from": .null, "date_on_sale_from_gmt": .null,
      "date_on_sale_to": .null, "date_on_sale_to_gmt": .null, "on_sale": false, "purchasable": true, "total_sales": 0,
      "virtual": false, "downloadable": false, "downloads": [], "download_limit": -1, "download_expiry": -1,
      "external_url": "", "button_text": "", "tax_status": "taxable", "tax_class": "", "manage_stock": false,
      "stock_quantity": .null, "backorders": "no", "backorders_allowed": false, "backordered": false,
      "low_stock_amount": .null, "sold_individually": false, "weight": "",
      "dimensions": ["length": "", "width": "", "height": ""], "shipping_required": true, "shipping_taxable": true,
    ]
    let tail: WireObject = [
      "shipping_class": "", "shipping_class_id": 0, "reviews_allowed": true, "average_rating": "0.00",
      "rating_count": 0, "upsell_ids": [], "cross_sell_ids": [], "parent_id": 0, "purchase_note": "",
      "categories": categories.ofNone, "brands": [], "tags": [],
      "images": [], "attributes": [], "default_attributes": [], "variations": [], "grouped_products": [],
      "menu_order": 0, "price_html": "", "related_ids": .array(related(record.id)), "meta_data": [],
      "stock_status": "instock",
      "has_options": .bool(isVariable), "post_password": "", "global_unique_id": "",
    ]
    var wire = head
    for (key, value) in tail.members { wire[key] = value }
    if !options.isModern { for key in ["brands", "post_password", "global_unique_id"] { wire[key] = nil } }
    wire["_links"] = .object(links("products/\(record.id)", collection: "products"))
    return wire
  }

  /// Other products that the shop shows beside one.
  private func related(_ id: Int64) -> [Wire] {
    givenIDs.lazy.filter { [products] in $0 != id && products[$0] != nil }.prefix(3).map { .integer($0) }
  }

  func variation(_ record: SimulatedRecord) -> WireObject {
    var wire = record.written ?? worded(variation: record)
    wire["date_modified"] = local(record.modified)
    wire["date_modified_gmt"] = utc(record.modified)
    return wire
  }

  private func worded(variation record: SimulatedRecord) -> WireObject {
    guard let parent = products[record.parent], let source = parent.source, let index = record.source else {
      return WireObject()
    }
    let product = data.products[source]
    let variant = product.variants[index]
    var wire = emptyVariation(record, option: variant.option, of: Self.slug(product.title))
    setArticle(variant, in: &wire)
    wire["tax_class"] = .string(taxClass(variant))
    return wire
  }

  func emptyVariation(_ record: SimulatedRecord, option: String, of slug: String) -> WireObject {
    let parent = "products/\(record.parent)"
    var wire: WireObject = [
      "id": .integer(record.id), "type": "variation", "date_created": local(record.created),
      "date_created_gmt": utc(record.created), "date_modified": local(record.modified),
      "date_modified_gmt": utc(record.modified), "description": "",
      "permalink": .string("\(options.site)/product/\(slug)/?attribute_option=\(PercentCoding.encoded(option))"),
      "sku": "", "global_unique_id": "", "price": "", "regular_price": "", "sale_price": "",
      "date_on_sale_from": .null, "date_on_sale_from_gmt": .null, "date_on_sale_to": .null,
      "date_on_sale_to_gmt": .null, "on_sale": false, "status": "publish", "purchasable": true, "virtual": false,
      "downloadable": false, "downloads": [], "download_limit": -1, "download_expiry": -1, "tax_status": "taxable",
      "tax_class": "", "manage_stock": false, "stock_quantity": .null, "stock_status": "instock", "backorders": "no",
      "backorders_allowed": false, "backordered": false, "low_stock_amount": .null, "weight": "",
      "dimensions": ["length": "", "width": "", "height": ""], "shipping_class": "", "shipping_class_id": 0,
      "image": .null, "gallery_image_ids": [],
      "attributes": [["id": 0, "name": "Option", "slug": "option", "option": .string(option)]], "menu_order": 0,
      "meta_data": [], "name": .string(option), "parent_id": .integer(record.parent),
    ]
    if !options.isModern {
      for key in ["global_unique_id", "type", "name", "parent_id", "gallery_image_ids"] { wire[key] = nil }
    }
    wire["_links"] = .object(links("\(parent)/variations/\(record.id)", collection: "\(parent)/variations", up: parent))
    return wire
  }

  /// The SKU of an article.
  func sku(of record: SimulatedRecord, _ collection: SimulatedCollection) -> String {
    if let written = record.written { return written["sku"]?.text ?? "" }
    if collection == .variations {
      guard let product = products[record.parent]?.source, let index = record.source else { return "" }
      return data.products[product].variants[index].sku
    }
    guard let source = record.source, !Self.isVariable(data.products[source]) else { return "" }
    return data.products[source].variants.first?.sku ?? ""
  }

  /// What kind of article it is.
  func type(of record: SimulatedRecord, _ collection: SimulatedCollection) -> String {
    if let written = record.written { return written["type"]?.text ?? "" }
    if collection == .variations { return "variation" }
    return record.source.map { Self.isVariable(data.products[$0]) } ?? false ? "variable" : "simple"
  }

  /// A name as part of an address.
  static func slug(_ name: String) -> String {
    let words = name.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return words.joined(separator: "-")
  }
}
