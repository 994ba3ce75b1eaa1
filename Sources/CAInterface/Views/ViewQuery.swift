/// One question to a view: which columns of which rows, in which order.
public struct ViewQuery: Sendable, Hashable {
    public var table: ViewTable
    /// Documented names in the order in which they are wanted. Empty stands for the columns of ``standardColumns``.
    public var columns: [String]
    /// All of them hold.
    public var restrictions: [ViewRestriction]
    /// Only rows with a value in the sorting column are shown, as a sort of `ICertView::SetRestriction` always restricts its column too.
    public var sort: ViewSort?
    /// Counts the rows for each value of this column instead of showing them; dates count by day (UTC).
    public var group: String?
    public var after: ViewCursor?
    /// At most 1000, and at most ``mostRowsWithOctets`` when whole requests or certificates are read.
    public var limit: Int

    public static let mostRowsWithOctets = 100

    public init(
        _ table: ViewTable,
        columns: [String] = [],
        restrictions: [ViewRestriction] = [],
        sort: ViewSort? = nil,
        group: String? = nil,
        after: ViewCursor? = nil,
        limit: Int = 100
    ) {
        self.table = table
        self.columns = columns
        self.restrictions = restrictions
        self.sort = sort
        self.group = group
        self.after = after
        self.limit = min(max(limit, 1), 1000)
    }

    /// The columns that are shown when none is named: short values only, so that no request or certificate is read.
    public static func standardColumns(of table: ViewTable) -> [String] {
        switch table {
        case .requests:
            [
                "Request.RequestID", "Request.Disposition", "Request.RequesterName", "Request.SubmittedWhen", "CertificateTemplate",
                "SerialNumber", "NotAfter", "CommonName", "Request.DispositionMessage",
            ]
        case .extensions: ["ExtensionRequestId", "ExtensionName", "ExtensionFlags"]
        case .attributes: ["AttributeRequestId", "AttributeName", "AttributeValue"]
        case .revocationLists:
            ["CRLRowId", "CRLNumber", "CRLNameId", "CRLCount", "CRLThisUpdate", "CRLNextUpdate", "CRLThisPublish", "CRLPartitionIndex"]
        }
    }
}

/// A condition on the value of a column. Texts compare without the case of ASCII letters.
public struct ViewRestriction: Sendable, Hashable {
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
        case equal = "="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        /// The text begins with the value.
        case begins = "~"
    }

    public var column: String
    public var comparison: Comparison
    public var value: ColumnValue

    public init(_ column: String, _ comparison: Comparison, _ value: ColumnValue) {
        self.column = column
        self.comparison = comparison
        self.value = value
    }
}

public struct ViewSort: Sendable, Hashable {
    public var column: String
    public var descending: Bool

    public init(_ column: String, descending: Bool = false) {
        self.column = column
        self.descending = descending
    }
}

/// Where the next page begins: behind the last row of this one, by its sorting value and its place. Rows that come in meanwhile neither repeat nor hide others.
public struct ViewCursor: Sendable, Hashable, CustomStringConvertible {
    /// The request id, or the row id of a list.
    public let place: Int
    /// Which attribute or extension of the request; 0 in other tables.
    public let part: Int
    /// The sorting value; dates in milliseconds since 1970.
    public let value: Value?

    public enum Value: Sendable, Hashable {
        case number(Int)
        case text(String)
    }

    public init(place: Int, part: Int = 0, value: Value? = nil) {
        self.place = place
        self.part = part
        self.value = value
    }

    /// `PLACE.PART`, and for a sorted view `.n` with the number or `.t` with the text.
    public var description: String {
        switch value {
        case nil: "\(place).\(part)"
        case .number(let number): "\(place).\(part).n\(number)"
        case .text(let text): "\(place).\(part).t\(text)"
        }
    }

    /// nil for a text that no page has given out.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, let place = Int(parts[0]), let part = Int(parts[1]), place >= 0, part >= 0 else { return nil }
        guard parts.count == 3 else {
            self.init(place: place, part: part)
            return
        }
        switch parts[2].first {
        case "n":
            guard let number = Int(parts[2].dropFirst()) else { return nil }
            self.init(place: place, part: part, value: .number(number))
        case "t": self.init(place: place, part: part, value: .text(String(parts[2].dropFirst())))
        default: return nil
        }
    }
}
