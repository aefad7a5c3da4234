/// Header fields by their names as text, as Amazon's documentation writes them.
import HTTPTypes

extension HTTPFields {
  /// The field of that name, capitals or not; nothing happens for what is no name of a field.
  subscript(named name: String) -> String? {
    get { HTTPField.Name(name).flatMap { self[$0] } }
    set {
      if let field = HTTPField.Name(name) { self[field] = newValue }
    }
  }
}
