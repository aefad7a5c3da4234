import Columns
import Formats
import Platforms

/// Reads flat records, such as products and customers, into cells by the paths of their members.
struct FlatRecords {
  /// A column and the path of the member that it holds; empty for one that the reader fills itself.
  typealias Column = (name: String, path: String, says: String)

  var builder: DocumentBuilder
  private let columns: [Column]
  private let page: Int

  init(body: [UInt8], wanted: [String], columns: [Column], page: Int) {
    builder = DocumentBuilder(body: body, columns: wanted, known: columns.map(\.name))
    self.columns = columns
    self.page = page
  }

  /// Begins a document for a record.
  mutating func begin(_ record: JSONElement, _ reader: ObjectReader) {
    let place = SourcePosition(line: page, byte: Int(reader.payload.range(record).start))
    builder.beginDocument(at: place, raw: reader.raw(record))
  }

  /// Adds a line with the members of a record.
  mutating func addLine(_ record: JSONElement, _ reader: ObjectReader) {
    builder.addLine()
    for (index, column) in columns.enumerated() where !column.path.isEmpty && builder.isWanted(index) {
      var element: JSONElement? = record
      for name in column.path.split(separator: ".") { element = reader.payload[String(name), in: element] }
      builder.set(index, reader.cell(element, &builder.text))
    }
  }

  /// Sets a cell of the line that was added last.
  mutating func set(_ name: String, _ value: String) {
    guard !value.isEmpty, let index = columns.firstIndex(where: { $0.name == name }) else { return }
    builder.set(index, builder.text.append(value))
  }
}

/// The members of catalogue records that the connector knows.
enum CatalogueKeys {
  /// Members of products and variations.
  static let article = ObjectKeys(
    "",
    read: [
      "id", "name", "slug", "permalink", "date_created", "date_created_gmt", "date_modified", "date_modified_gmt",
      "type", "status", "featured", "catalog_visibility", "description", "short_description", "sku", "price",
      "regular_price", "sale_price", "date_on_sale_from", "date_on_sale_from_gmt", "date_on_sale_to",
      "date_on_sale_to_gmt", "on_sale", "purchasable", "total_sales", "virtual", "downloadable", "downloads",
      "download_limit", "download_expiry", "external_url", "button_text", "tax_status", "tax_class", "manage_stock",
      "stock_quantity", "backorders", "backorders_allowed", "backordered", "low_stock_amount", "sold_individually",
      "weight", "dimensions", "shipping_required", "shipping_taxable", "shipping_class", "shipping_class_id",
      "reviews_allowed", "average_rating", "rating_count", "upsell_ids", "cross_sell_ids", "parent_id",
      "purchase_note", "categories", "brands", "tags", "images", "attributes", "default_attributes", "variations",
      "grouped_products", "menu_order", "price_html", "related_ids", "meta_data", "stock_status", "has_options",
      "post_password", "global_unique_id", "image", "gallery_image_ids", "_links",
    ])

  /// Members of customers.
  static let customer = ObjectKeys(
    "",
    read: [
      "id", "date_created", "date_created_gmt", "date_modified", "date_modified_gmt", "email", "first_name",
      "last_name", "role", "username", "billing", "shipping", "is_paying_customer", "avatar_url", "meta_data", "_links",
    ])
}
