import PortableFoundation

/// The columns of a table, or those that a query returns. The SQL, the binds and the reads are all made from this one list.
///
/// A case is a column. Its name in SQL is that of the case in snake case, and its place among the cases is its place in a row that is selected with
/// ``list``.
protocol TableColumn: CaseIterable, Hashable, RawRepresentable, Sendable where RawValue == Int32, AllCases == [Self] {
    /// The SQL that a query asks for.
    var expression: String { get }
}

extension TableColumn {
    var expression: String { name }

    /// `templateName` is `template_name`.
    var name: String {
        String(describing: self).reduce(into: "") { name, letter in name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
        }
    }

    /// Every column, for SELECT. Keep this text: making it takes longer than most queries.
    static var list: String { allCases.map(\.expression).joined(separator: ", ") }
}

extension StoredColumns where Self: ~Copyable {
    func int(_ column: some TableColumn) -> Int { int(column.rawValue) }
    func optionalInt(_ column: some TableColumn) -> Int? { optionalInt(column.rawValue) }
    func word(_ column: some TableColumn) -> UInt32 { word(column.rawValue) }
    func text(_ column: some TableColumn) -> String { text(column.rawValue) }
    func optionalText(_ column: some TableColumn) -> String? { optionalText(column.rawValue) }
    func octetText(_ column: some TableColumn) -> String { octetText(column.rawValue) }
    func optionalOctetText(_ column: some TableColumn) -> String? { optionalOctetText(column.rawValue) }
    func bytes(_ column: some TableColumn) -> [UInt8] { bytes(column.rawValue) }
    func optionalBytes(_ column: some TableColumn) -> [UInt8]? { optionalBytes(column.rawValue) }
    func uuid(_ column: some TableColumn) throws -> UUID { try uuid(column.rawValue) }
    func optionalUUID(_ column: some TableColumn) throws -> UUID? { try optionalUUID(column.rawValue) }
    func date(_ column: some TableColumn) -> Date { date(column.rawValue) }
    func optionalDate(_ column: some TableColumn) -> Date? { optionalDate(column.rawValue) }
}
