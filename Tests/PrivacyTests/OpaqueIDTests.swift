/// Which ids of accounts are a platform's own, and which are personal in themselves.
import Privacy
import Testing

@Suite("Ids of accounts")
struct OpaqueIDTests {
  private func isOpaque(_ id: String) -> Bool { OpaqueID.isOpaque(Array(id.utf8).span) }

  @Test(
    "numbers of platforms and UUIDs tell nobody",
    arguments: [
      "7000000000001", "5", "18446744073709551615", "gid://shopify/Customer/7000000000001",
      "123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000",
    ])
  func opaque(id: String) { #expect(isOpaque(id)) }

  @Test(
    "addresses, telephone numbers and names do",
    arguments: [
      "", "anna@example.org", "+493023125000", "03023125000", "030 23125000", "anna.adler", "anna1987", "Anna Adler",
      "gid://shopify/Customer/", "gid://shopify/Customer/anna", "123e4567-e89b-12d3-a456-42661417400",
      "123e4567-e89b-12d3-a456-4266141740000", "123e4567-e89b-12d3-a456_426614174000", "184467440737095516150",
    ])
  func personal(id: String) { #expect(!isOpaque(id)) }
}
