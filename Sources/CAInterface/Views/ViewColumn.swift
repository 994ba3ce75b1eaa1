/// A table that officers, auditors and administrators look at. The numbers are those of `ICertView2::SetTable`.
public enum ViewTable: Int, Sendable, Hashable, CaseIterable {
    case requests = 0
    case extensions = 0x3000
    case attributes = 0x4000
    case revocationLists = 0x5000

    /// The word in paths and commands.
    public var word: String {
        switch self {
        case .requests: "requests"
        case .extensions: "extensions"
        case .attributes: "attributes"
        case .revocationLists: "crls"
        }
    }

    public init?(word: String) {
        guard let table = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = table
    }
}

/// A documented column of a view. Source: MS-CSRA product note 4; `ICertView`.
public struct ViewColumn: Sendable, Hashable {
    /// The numbers of `PROPTYPE`.
    public enum ValueType: Int, Sendable, Hashable {
        case long = 1
        case date = 2
        case binary = 3
        case string = 4
    }

    /// Where a value comes from, which decides what can be asked of the column.
    public enum Origin: Sendable, Hashable {
        /// Found by an index: a search by it reads only the rows it finds.
        case indexed
        /// A value of the row. A search by it alone reads every row.
        case stored
        /// Made of another value when a row is shown, so that it can be neither searched nor sorted.
        case derived
        /// The column exists and is always empty, because nothing here has that value.
        case empty
    }

    public let name: String
    public let type: ValueType
    public let origin: Origin

    public init(name: String, type: ValueType, origin: Origin) {
        self.name = name
        self.type = type
        self.origin = origin
    }

    /// Whether restrictions and sorting may name it.
    public var isSearchable: Bool { (origin == .indexed || origin == .stored) && type != .binary }

    /// The column of that name, whatever its case. `Request.` leads to the request half. A bare name is the issued half where that has it, and otherwise the
    /// request half.
    public static func named(_ name: String, in table: ViewTable) -> ViewColumn? {
        let folded = name.lowercased()
        let columns = all(of: table)
        return columns.first { $0.name.lowercased() == folded } ?? columns.first { $0.name.lowercased() == "request." + folded }
    }
}
