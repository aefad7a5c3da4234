import Formats
import Reports

/// Records of one kind: a table for a person, a list of objects for a program.
struct RecordList<Record>: CommandResult {
  private let records: [Record]
  private let nothing: String
  private let fields: [RecordField<Record>]

  /// A list; `nothing` is what a person is told where there are none.
  init(_ records: [Record], orSay nothing: String, _ fields: [RecordField<Record>]) {
    self.records = records
    self.nothing = nothing
    self.fields = fields
  }

  var text: String {
    guard !records.isEmpty else { return nothing + "\n" }
    let columns = fields.filter { $0.title != nil }
    return TableText(
      header: columns.map { $0.title ?? "" }, rows: records.map { record in columns.map { $0.value(record).text } }
    ).text
  }

  func write(to json: inout JSONWriter) {
    json.list(records) { record, object in fields.write(record, to: &object) }
  }
}

/// A field of a record, declared once: a column for a person, a member for a program.
struct RecordField<Record> {
  /// What a record has in it.
  enum Value {
    case text(String?)
    case number(Int64?)
    case flag(Bool)
    case texts([String])
    case numbers([Int64])

    /// The cell of a table.
    var text: String {
      switch self {
      case .text(let text): text ?? ""
      case .number(let number): number.map(String.init) ?? ""
      case .flag(let flag): flag ? "yes" : "no"
      case .texts(let texts): texts.joined(separator: ", ")
      case .numbers(let numbers): numbers.map(String.init).joined(separator: ", ")
      }
    }
  }

  /// The title of the column; `nil` where only programs are told.
  fileprivate var title: String?
  /// The name of the member; `nil` where only people are told.
  fileprivate var member: String?
  fileprivate let value: (Record) -> Value

  private init(_ title: String, _ member: String?, _ value: @escaping (Record) -> Value) {
    self.title = title
    self.member = member ?? title
    self.value = value
  }

  /// A text; `member` is its name for programs where that is not the title.
  static func text(_ title: String, as member: String? = nil, _ value: @escaping (Record) -> String?) -> Self {
    Self(title, member) { .text(value($0)) }
  }

  /// A whole number.
  static func number(_ title: String, as member: String? = nil, _ value: @escaping (Record) -> Int64?) -> Self {
    Self(title, member) { .number(value($0)) }
  }

  /// Yes or no.
  static func flag(_ title: String, as member: String? = nil, _ value: @escaping (Record) -> Bool) -> Self {
    Self(title, member) { .flag(value($0)) }
  }

  /// Several texts.
  static func texts(_ title: String, as member: String? = nil, _ value: @escaping (Record) -> [String]) -> Self {
    Self(title, member) { .texts(value($0)) }
  }

  /// Several whole numbers.
  static func numbers(_ title: String, as member: String? = nil, _ value: @escaping (Record) -> [Int64]) -> Self {
    Self(title, member) { .numbers(value($0)) }
  }

  /// The same for programs alone.
  var forPrograms: Self {
    var field = self
    field.title = nil
    return field
  }

  /// The same for people alone.
  var forPeople: Self {
    var field = self
    field.member = nil
    return field
  }
}

extension Array {
  /// Writes the members of a record into an object.
  func write<Record>(_ record: Record, to object: inout JSONWriter) where Element == RecordField<Record> {
    for field in self {
      guard let member = field.member else { continue }
      switch field.value(record) {
      case .text(let text): object.member(member, text)
      case .number(let number): object.member(member, number)
      case .flag(let flag): object.member(member, flag)
      case .texts(let texts): object.member(member, texts)
      case .numbers(let numbers):
        object.key(member)
        object.array { array in for number in numbers { array.integer(number) } }
      }
    }
  }
}
