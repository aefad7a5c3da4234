/// Kinds of product and their classes of rate.
import Commerce
import Tax
import Testing

@Suite struct ProductCategoryTests {
  @Test(
    "a kind of product has the class and rate that the state's law gives it on that day",
    arguments: [
      ("books", "FR", "2026-03-01", "reduced2", "5.5"), ("books", "DE", "2020-08-01", "reduced", "5"),
      ("books", "GB", "2026-03-01", "zero", "0"), ("ebooks", "GB", "2020-04-30", nil, nil),
      ("ebooks", "GB", "2020-05-01", "zero", "0"), ("food", "SE", "2026-03-31", "reduced", "12"),
      ("food", "SE", "2026-04-01", "reduced2", "6"), ("food", "SE", "2028-01-01", nil, nil),
      ("staple_food", "AT", "2026-06-30", nil, nil), ("staple_food", "AT", "2026-07-01", "super_reduced", "4.9"),
      ("food", "PT-20", "2026-03-01", "reduced2", "4"), ("food", "FR-20R", "2026-03-01", "reduced2", "2.1"),
      ("accommodation", "NL", "2025-12-31", "reduced", "9"), ("accommodation", "NL", "2026-01-01", "standard", "21"),
      ("books", "LT", "2025-12-31", "reduced", "9"), ("books", "LT", "2026-01-01", "reduced2", "5"),
      ("restaurant", "DE", "2025-06-01", nil, nil), ("restaurant", "DE", "2026-01-01", "reduced", "7"),
      ("childrens_clothing", "LU", "2026-03-01", "super_reduced", "3"), ("medicines", "FR", "2026-03-01", nil, nil),
      ("books", "ES-CN", "2026-03-01", nil, nil), ("books", "IT-LIV", "2026-03-01", nil, nil),
      ("newspapers", "DK", "2026-03-01", "zero", "0"), ("books", "US", "2026-03-01", nil, nil),
    ] as [(String, String, String, String?, String?)])
  func products(
    _ product: String, _ territory: String, _ date: String, _ category: String?, _ rate: String?
  ) throws {
    let place = try #require(Territory(territory))
    let day = try #require(CivilDate(date))
    let found = ProductCategories.standard.rateCategory(product, in: place, on: day)
    #expect(found?.name == category)
    guard let found else { return }
    let table = RateTable.standard
    #expect((table.rate(place, found, on: day) ?? table.rate(place.prefix, found, on: day))?.description == rate)
  }

  @Test("every row's class has one rate on every day of the row, and no two rows of a product share a day")
  func table() throws {
    let rows = ProductCategories.standard.rows
    #expect(rows.count == 164)
    let last = try #require(CivilDate("2026-11-01"))
    for row in rows {
      var day = row.days.first
      while day <= min(row.days.last, last) {
        let rate = RateTable.standard.rate(row.territory, row.category, on: day)
        #expect(rate != nil, "\(row.territory) \(row.product) \(day)")
        day = day.addingDays(97)
      }
    }
    for (earlier, later) in zip(rows, rows.dropFirst())
    where earlier.territory == later.territory && earlier.product == later.product {
      #expect(earlier.days.last < later.days.first, "\(earlier.territory) \(earlier.product)")
    }
  }
}
