public import CAInterface
import PortableFoundation

/// Looks at the tables of CAs: the class behind ``ICertView`` and ``ICertView2``.
///
///     let view = CertView(credential: .password("auditor", secret))
///     try await view.openConnection("pki.example.com\\Example Issuing CA")
///     try view.setResultColumnCount(CertViewDefault.issuedLog.rawValue)
///     let rows = try await view.openView()
///     while try await rows.next() != -1 { let columns = try rows.enumCertViewColumn() … }
///
/// One object is for one task at a time: it is not `Sendable`.
public final class CertView: ICertView2 {
    private let connector: any AuthorityConnector
    private var authority: (any AdministeredAuthority)?
    private var table = ViewTable.requests
    /// How many columns were announced; nil before that.
    private var announced: Int?
    private var columns: [ViewColumn] = []
    private var restrictions: [ViewRestriction] = []
    private var sort: ViewSort?
    /// One of the rows −1, −2 and −3.
    private var rowSet: Int?
    private var isOpen = false

    /// Speaks to CAs over HTTPS.
    public convenience init(credential: Credential, trust: ServerTrust = .system) {
        self.init(connector: RemoteConnector(credential: credential, trust: trust))
    }

    /// Speaks to one CA; the CA part of a config string is ignored.
    public convenience init(authority: any AdministeredAuthority) { self.init(connector: SingleAuthority(authority)) }

    /// Speaks to the CA that the connector finds for a config string.
    public init(connector: any AuthorityConnector) { self.connector = connector }

    public func openConnection(_ config: String) async throws {
        guard authority == nil else { throw Self.unexpected("The connection is open already. Make another object for another CA.") }
        guard let found = try await connector.authority(try ConfigString(config)) as? any AdministeredAuthority else {
            throw CAError(.notImplemented, status: .notImplemented, "This connection to the CA only submits requests.")
        }
        // The right to look is found out now, not at the first row.
        _ = try await found.view(ViewQuery(.revocationLists, columns: ["CRLRowId"], limit: 1))
        authority = found
    }

    public func setTable(_ table: Int) throws {
        try requireConnection()
        guard announced == nil, restrictions.isEmpty, rowSet == nil else {
            throw Self.unexpected("The table comes before columns and restrictions.")
        }
        guard let known = ViewTable(rawValue: table) else { throw Self.invalid("There is no table \(table).") }
        self.table = known
    }

    public func enumCertViewColumn(_ kind: CertViewColumnKind) throws -> any IEnumCERTVIEWCOLUMN { CertViewColumns(try columns(kind)) }

    public func columnCount(_ kind: CertViewColumnKind) throws -> Int { try columns(kind).count }

    public func columnIndex(_ kind: CertViewColumnKind, name: String) throws -> Int {
        let columns = try columns(kind)
        guard let column = ViewColumn.named(name, in: table), let index = columns.firstIndex(of: column) else {
            throw Self.invalid("The table \(table.word) has no column \(name).")
        }
        return index
    }

    public func setResultColumnCount(_ count: Int) throws {
        try requireConnection()
        guard announced == nil else { throw Self.unexpected("The number of columns is set already.") }
        if let set = CertViewDefault(rawValue: count) {
            guard set.table == table else { throw Self.invalid("The columns \(count) are not those of the table \(table.word).") }
            columns = set.columns
            announced = columns.count
            return
        }
        guard count > 0 else { throw Self.invalid("The number of columns is \(count); it is positive, or -1 to -7.") }
        announced = count
    }

    public func setResultColumn(_ index: Int) throws {
        guard let announced, columns.count < announced else {
            throw Self.unexpected("The result has all its columns. Set their number first.")
        }
        let schema = ViewColumn.all(of: table)
        guard schema.indices.contains(index) else { throw Self.invalid("The table \(table.word) has no column \(index).") }
        columns.append(schema[index])
    }

    public func setRestriction(_ index: Int, operation: CertViewOperation, sort: CertViewSort, value: ColumnValue?) throws {
        try requireConnection()
        guard !isOpen else { throw Self.unexpected("A view is open.") }
        if (-3 ... -1).contains(index) {
            guard table == .requests, rowSet == nil, restrictions.isEmpty else {
                throw Self.invalid("The row set \(index) comes alone, and only for requests.")
            }
            rowSet = index
            return
        }
        guard rowSet == nil else { throw Self.invalid("A row set comes alone.") }
        let schema = ViewColumn.all(of: table)
        guard schema.indices.contains(index) else { throw Self.invalid("The table \(table.word) has no column \(index).") }
        let column = schema[index]
        if sort != .none {
            guard self.sort == nil else { throw Self.invalid("A view is sorted by one column.") }
            self.sort = ViewSort(column.name, descending: sort == .descend)
        }
        guard let value else {
            guard sort != .none else { throw Self.invalid("The restriction has neither a value nor a sort.") }
            return
        }
        guard value.fits(column.type), column.type != .binary || operation == .equal else {
            throw Self.invalid("The value does not fit \(column.name), whose type is \(column.type.rawValue).")
        }
        restrictions.append(ViewRestriction(column.name, operation.comparison, value))
    }

    public func openView() async throws -> any IEnumCERTVIEWROW {
        guard let authority else { throw Self.unopened }
        guard !isOpen else { throw Self.unexpected("A view is open already. Make another object for another view.") }
        guard let announced, columns.count == announced, announced > 0 else {
            throw Self.unexpected("The result has \(columns.count) of \(self.announced ?? 0) columns.")
        }
        let key = table.keyColumn
        let names = columns.map(\.name)
        var query = ViewQuery(table, columns: names.contains(key) ? names : names + [key], restrictions: restrictions, sort: sort)
        switch rowSet {
        case -1: query.restrictions = [ViewRestriction("Request.Disposition", .equal, .long(StoredDisposition.pending.rawValue))]
        case -2:
            query.restrictions = [
                ViewRestriction("Request.Disposition", .greaterOrEqual, .long(StoredDisposition.issued.rawValue)),
                ViewRestriction("Request.Disposition", .lessOrEqual, .long(StoredDisposition.revoked.rawValue)),
            ]
        case -3: query.restrictions = [ViewRestriction("Request.Disposition", .greaterOrEqual, .long(StoredDisposition.error.rawValue))]
        default: break
        }
        let rows = CertViewRows(authority: authority, query: query, columns: columns)
        // What the CA refuses, it refuses here.
        try await rows.prepare()
        isOpen = true
        return rows
    }

    // MARK: Parts

    private func columns(_ kind: CertViewColumnKind) throws -> [ViewColumn] {
        try requireConnection()
        return kind == .schema ? ViewColumn.all(of: table) : columns
    }

    private func requireConnection() throws(CAError) {
        if authority == nil { throw Self.unopened }
    }

    private static var unopened: CAError { CAError(.wrongState, status: .win32(6), "No connection is open. Call openConnection first.") }

    private static func unexpected(_ text: String) -> CAError { CAError(.wrongState, status: .unexpected, text) }

    private static func invalid(_ text: String) -> CAError { CAError(.malformed, status: .invalidArgument, text) }
}

/// The rows of one open view, read page by page.
final class CertViewRows: IEnumCERTVIEWROW {
    private let authority: any AdministeredAuthority
    private let query: ViewQuery
    private let columns: [ViewColumn]
    private var page: [[ColumnValue?]] = []
    private var following: ViewCursor?
    private var hasBegun = false
    /// The place of the present row in the page, and how many rows came before the page.
    private var place = -1
    private var before = 0
    private var hasEnded = false

    init(authority: any AdministeredAuthority, query: ViewQuery, columns: [ViewColumn]) {
        self.authority = authority
        self.query = query
        self.columns = columns
    }

    /// Reads the first page.
    func prepare() async throws {
        guard !hasBegun else { return }
        try await read(after: nil)
        hasBegun = true
    }

    private func read(after: ViewCursor?) async throws {
        var query = query
        query.after = after
        let found = try await authority.view(query)
        page = found.rows
        following = found.next
    }

    func next() async throws -> Int {
        try await prepare()
        while place + 1 >= page.count {
            guard let next = following else {
                place = page.count
                hasEnded = true
                return -1
            }
            before += page.count
            place = -1
            try await read(after: next)
        }
        place += 1
        return before + place + 1
    }

    private func present() throws -> [ColumnValue?] {
        guard page.indices.contains(place) else {
            throw CAError(.wrongState, status: .unexpected, "The enumerator is at no row. Call next first, and stop at -1.")
        }
        return page[place]
    }

    func enumCertViewColumn() throws -> any IEnumCERTVIEWCOLUMN {
        CertViewColumns(columns, cells: Array(try present().prefix(columns.count)))
    }

    func enumCertViewAttribute(flags: Int) async throws -> any IEnumCERTVIEWATTRIBUTE {
        CertViewAttributes(
            try await parts(of: .attributes, ["AttributeName", "AttributeValue"], flags: flags).map { row in
                (row[0].flatMap(\.text) ?? "", row[1].flatMap(\.text) ?? "")
            }
        )
    }

    func enumCertViewExtension(flags: Int) async throws -> any IEnumCERTVIEWEXTENSION {
        CertViewExtensions(
            try await parts(of: .extensions, ["ExtensionName", "ExtensionFlags", "ExtensionRawValue"], flags: flags).map { row in
                (row[0].flatMap(\.text) ?? "", row[1].flatMap(\.number) ?? 0, row[2].flatMap(\.octets) ?? [])
            }
        )
    }

    private func parts(of table: ViewTable, _ names: [String], flags: Int) async throws -> [[ColumnValue?]] {
        guard flags == 0 else { throw CAError(.malformed, status: .invalidArgument, "The flags are \(flags); they are 0.") }
        guard query.table == .requests else {
            throw CAError(.malformed, status: .invalidArgument, "Only rows of requests have attributes and extensions.")
        }
        let key = ViewColumn.named(query.table.keyColumn, in: .requests)
        let index = columns.firstIndex { $0 == key } ?? columns.count
        let row = try present()
        guard row.indices.contains(index), let id = row[index]?.number else { return [] }
        var wanted = ViewQuery(table, columns: names, restrictions: [ViewRestriction(table.keyColumn, .equal, .long(id))], limit: 1000)
        var found: [[ColumnValue?]] = []
        repeat {
            let page = try await authority.view(wanted)
            found += page.rows
            wanted.after = page.next
        } while wanted.after != nil
        return found
    }

    func skip(_ count: Int) async throws {
        for _ in 0..<max(count, 0) {
            if try await next() == -1 { return }
        }
    }

    func reset() {
        (place, before, hasEnded) = (-1, 0, false)
        // The first page is read again, because rows may have changed.
        hasBegun = false
    }

    func clone() -> any IEnumCERTVIEWROW {
        let copy = CertViewRows(authority: authority, query: query, columns: columns)
        copy.page = page
        copy.following = following
        copy.hasBegun = hasBegun
        copy.place = place
        copy.before = before
        copy.hasEnded = hasEnded
        return copy
    }

    func maxIndex() throws -> Int {
        guard hasEnded else {
            throw CAError(.wrongState, status: .unexpected, "The last row is known when next has returned -1, and not before.")
        }
        return before + page.count
    }
}

extension ViewTable {
    /// The column that tells whose row it is.
    var keyColumn: String {
        switch self {
        case .requests: "Request.RequestID"
        case .extensions: "ExtensionRequestId"
        case .attributes: "AttributeRequestId"
        case .revocationLists: "CRLRowId"
        }
    }
}

extension ColumnValue {
    fileprivate var number: Int? { if case .long(let number) = self { number } else { nil } }
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var octets: [UInt8]? { if case .binary(let bytes) = self { bytes } else { nil } }

    fileprivate func fits(_ type: ViewColumn.ValueType) -> Bool {
        switch (self, type) {
        case (.long, .long), (.date, .date), (.binary, .binary), (.string, .string): true
        default: false
        }
    }
}

extension CertViewOperation {
    fileprivate var comparison: ViewRestriction.Comparison {
        switch self {
        case .equal: .equal
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greaterOrEqual: .greaterOrEqual
        case .greater: .greater
        }
    }
}

extension CertViewDefault {
    var table: ViewTable {
        switch self {
        case .extensions: .extensions
        case .attributes: .attributes
        case .revocationLists: .revocationLists
        default: .requests
        }
    }

    var columns: [ViewColumn] {
        let pending =
            [
                "Request.RequestID", "Request.RequesterName", "Request.SubmittedWhen", "Request.StatusCode", "Request.DispositionMessage",
                "CertificateTemplate",
            ]
            + Self.names.map { "Request." + $0 } + ["Request.RawRequest"]
        let issued =
            ["Request.RequestID", "Request.RequesterName", "SerialNumber", "NotBefore", "NotAfter", "CertificateTemplate"] + Self.names + [
                "RawCertificate"
            ]
        let names: [String] =
            switch self {
            case .queue, .failedLog: pending
            case .issuedLog: issued
            case .revokedLog: issued + ["Request.RevokedWhen", "Request.RevokedEffectiveWhen", "Request.RevokedReason"]
            case .extensions, .attributes, .revocationLists: ViewColumn.all(of: table).map(\.name)
            }
        return names.compactMap { ViewColumn.named($0, in: table) }
    }

    private static let names = ["CommonName", "EMail", "OrgUnit", "Organization", "Locality", "State", "Country"]
}
