import CertManagement
import PortableFoundation

/// Profile templates, requests, profiles and history: documents, and the columns that find them.
enum ManagementRows {
    // MARK: Profile templates

    static func save(_ template: ProfileTemplate, in database: StoreConnection) throws {
        if template.version == 1 {
            var row = try BoundStatement(database, "INSERT INTO profile_template (id, name, version) VALUES (?, ?, 1)")
            row.bind(template.id)
            row.bind(template.name)
            try row.run()
        } else {
            var row = try BoundStatement(database, "UPDATE profile_template SET name = ?, version = ? WHERE id = ? AND version = ?")
            row.bind(template.name)
            row.bind(template.version)
            row.bind(template.id)
            row.bind(template.version - 1)
            try row.run()
            try requireOneRow(database, "profile template \(template.name) is not at version \(template.version - 1)")
        }
        var version = try BoundStatement(database, "INSERT INTO profile_template_version (id, version, document) VALUES (?, ?, ?)")
        version.bind(template.id)
        version.bind(template.version)
        version.bind(try Document.text(template))
        try version.run()
    }

    static func profileTemplates(from database: StoreConnection, _ cache: ProfileTemplateCache) throws -> [ProfileTemplate] {
        let row = try BoundStatement(database, "SELECT id, version FROM profile_template ORDER BY \(database.dialect.folded("name"))")
        var newest: [(id: UUID, version: Int)] = []
        while try row.step() { newest.append((try row.uuid(0), row.int(1))) }
        return try newest.compactMap { try profileTemplate($0.id, version: $0.version, from: database, cache) }
    }

    /// - Parameter version: nil is the newest.
    static func profileTemplate(
        _ id: UUID,
        version: Int?,
        from database: StoreConnection,
        _ cache: ProfileTemplateCache
    ) throws -> ProfileTemplate? {
        guard let version = try version ?? newestVersion(of: id, from: database) else { return nil }
        if let known = cache[id, version] { return known }
        var row = try BoundStatement(database, "SELECT document FROM profile_template_version WHERE id = ? AND version = ?")
        row.bind(id)
        row.bind(version)
        guard let template = try documents(row, of: ProfileTemplate.self).first else { return nil }
        cache.insert(template)
        return template
    }

    private static func newestVersion(of id: UUID, from database: StoreConnection) throws -> Int? {
        var row = try BoundStatement(database, "SELECT version FROM profile_template WHERE id = ?")
        row.bind(id)
        return try row.step() ? row.int(0) : nil
    }

    // MARK: Requests

    private enum RequestColumn: Int32, TableColumn {
        case id, revision, status, target, originator, profileTemplate, profileTemplateVersion, document
    }

    private static let requestInsertion = ColumnStatement<RequestColumn>.insertion(into: "management_request")
    private static let requestReplacement = ColumnStatement<RequestColumn>.update(
        of: "management_request",
        setting: [.revision, .status, .document],
        where: "id = ? AND revision = ?"
    )

    static func insert(_ request: ManagementRequest, into database: StoreConnection) throws {
        try requestInsertion.run(in: database) { column, row in
            if column == .revision { row.bind(1) } else { try bind(column, of: request, to: &row) }
        }
    }

    static func replace(_ request: ManagementRequest, in database: StoreConnection) throws {
        try requestReplacement.run(
            in: database,
            where: { row in
                row.bind(request.id)
                row.bind(request.revision - 1)
            },
            bind: { column, row in try bind(column, of: request, to: &row) }
        )
        try requireOneRow(database, "management request \(request.id) is not at revision \(request.revision - 1)")
    }

    private static func bind(_ column: RequestColumn, of request: ManagementRequest, to row: inout BoundStatement) throws {
        switch column {
        case .id: row.bind(request.id)
        case .revision: row.bind(request.revision)
        case .status: row.bind(request.status.rawValue)
        case .target: row.bind(request.target.id)
        case .originator: row.bind(request.originator.id)
        case .profileTemplate: row.bind(request.profileTemplate)
        case .profileTemplateVersion: row.bind(request.profileTemplateVersion)
        case .document: row.bind(try Document.text(request))
        }
    }

    static func check(_ id: UUID, revision: Int, in database: StoreConnection) throws {
        var row = try BoundStatement(database, "SELECT revision FROM management_request WHERE id = ?\(database.dialect.lockingRows)")
        row.bind(id)
        guard try row.step(), row.int(0) == revision else {
            throw ManagementCommitError.moved("management request \(id) is not at revision \(revision)")
        }
    }

    static func request(_ id: UUID, from database: StoreConnection) throws -> ManagementRequest? {
        var row = try BoundStatement(database, "SELECT document FROM management_request WHERE id = ?")
        row.bind(id)
        return try documents(row, of: ManagementRequest.self).first
    }

    static func requests(_ query: ManagementRequestQuery, from database: StoreConnection) throws -> [ManagementRequest] {
        let dialect = database.dialect
        var conditions: [String] = []
        if query.target != nil { conditions.append("target = ?") }
        if query.originator != nil { conditions.append("originator = ?") }
        if query.profileTemplate != nil { conditions.append("profile_template = ?") }
        if query.status != nil { conditions.append("status = ?") }
        if query.operation != nil {
            // Documents of before have only the workflow, whose name means the operation.
            conditions.append("coalesce(\(dialect.member("operation")), \(dialect.member("workflow"))) IN (?, ?)")
        }
        if query.submittedFrom != nil { conditions.append("\(dialect.number("submitted")) >= CAST(? AS BIGINT) / 1000.0") }
        if query.submittedBefore != nil { conditions.append("\(dialect.number("submitted")) < CAST(? AS BIGINT) / 1000.0") }
        if let reader = query.reader {
            // PostgreSQL wants a member in each list; no profile template equals NULL.
            let templates = (["NULL"] + Array(repeating: "?", count: reader.profileTemplates.count)).joined(separator: ", ")
            conditions.append("(target = ? OR originator = ? OR profile_template IN (\(templates)))")
        }
        let start = query.newestFirst ? "place < coalesce((SELECT place FROM management_request WHERE id = ?), 9223372036854775807)" : nil
        conditions.append(start ?? "place > coalesce((SELECT place FROM management_request WHERE id = ?), 0)")
        var row = try BoundStatement(
            database,
            "SELECT document FROM management_request WHERE \(conditions.joined(separator: " AND ")) ORDER BY place \(query.newestFirst ? "DESC" : "ASC") LIMIT ?"
        )
        if let target = query.target { row.bind(target) }
        if let originator = query.originator { row.bind(originator) }
        if let template = query.profileTemplate { row.bind(template) }
        if let status = query.status { row.bind(status.rawValue) }
        if let operation = query.operation {
            row.bind(operation.rawValue)
            row.bind(operation == .disable ? Workflow.revoke.rawValue : operation.rawValue)
        }
        if let from = query.submittedFrom { row.bind(milliseconds(from)) }
        if let before = query.submittedBefore { row.bind(milliseconds(before)) }
        if let reader = query.reader {
            row.bind(reader.party)
            row.bind(reader.party)
            for template in reader.profileTemplates { row.bind(template) }
        }
        row.bind(query.after)
        row.bind(query.limit)
        return try documents(row, of: ManagementRequest.self)
    }

    /// Documents have dates as seconds since 2001.
    private static func milliseconds(_ date: Date) -> Int { Int((date.timeIntervalSinceReferenceDate * 1000).rounded()) }

    // MARK: Profiles and certificates

    static func insert(_ profile: Profile, into database: StoreConnection) throws {
        var row = try BoundStatement(database, "INSERT INTO profile (id, revision, assigned_user, document) VALUES (?, 1, ?, ?)")
        row.bind(profile.id)
        row.bind(profile.assignedUser)
        row.bind(try Document.text(profile))
        try row.run()
    }

    static func replace(_ profile: Profile, in database: StoreConnection) throws {
        var row = try BoundStatement(database, "UPDATE profile SET revision = ?, document = ? WHERE id = ? AND revision = ?")
        row.bind(profile.revision)
        row.bind(try Document.text(profile))
        row.bind(profile.id)
        row.bind(profile.revision - 1)
        try row.run()
        try requireOneRow(database, "profile \(profile.id) is not at revision \(profile.revision - 1)")
    }

    static func profile(_ id: UUID, from database: StoreConnection) throws -> Profile? {
        var row = try BoundStatement(database, "SELECT document FROM profile WHERE id = ?")
        row.bind(id)
        return try documents(row, of: Profile.self).first
    }

    static func check(profile id: UUID, revision: Int, in database: StoreConnection) throws {
        try check("profile", id, revision: revision, in: database)
    }

    static func check(smartcard id: UUID, revision: Int, in database: StoreConnection) throws {
        try check("smartcard", id, revision: revision, in: database)
    }

    private static func check(_ table: String, _ id: UUID, revision: Int, in database: StoreConnection) throws {
        var row = try BoundStatement(database, "SELECT revision FROM \(table) WHERE id = ?\(database.dialect.lockingRows)")
        row.bind(id)
        guard try row.step(), row.int(0) == revision else {
            throw ManagementCommitError.moved("\(table) \(id) is not at revision \(revision)")
        }
    }

    static func profiles(_ query: ProfileQuery, from database: StoreConnection) throws -> [Profile] {
        var conditions = ["true"]
        if query.after != nil { conditions.append("id > ?") }
        if query.assignedUser != nil { conditions.append("assigned_user = ?") }
        if query.profileTemplate != nil { conditions.append("\(database.dialect.member("profileTemplate")) = ?") }
        if query.status != nil { conditions.append("\(database.dialect.number("status")) = ?") }
        var row = try BoundStatement(
            database,
            "SELECT document FROM profile WHERE \(conditions.joined(separator: " AND ")) ORDER BY id LIMIT ?"
        )
        if let after = query.after { row.bind(after) }
        if let user = query.assignedUser { row.bind(user) }
        // JSON has GUIDs as this text.
        if let template = query.profileTemplate { row.bind(template.uuidString) }
        if let status = query.status { row.bind(status.rawValue) }
        row.bind(query.limit)
        return try documents(row, of: Profile.self)
    }

    static func replaceStanding(_ certificate: ManagedCertificate, in database: StoreConnection) throws {
        var row = try BoundStatement(
            database,
            "UPDATE managed_certificate SET document = ? WHERE profile = ? AND request = ? AND option = ?"
        )
        row.bind(try Document.text(certificate))
        row.bind(certificate.profile)
        row.bind(certificate.request)
        row.bind(certificate.option)
        try row.run()
        try requireOneRow(database, "certificate \(certificate.serialNumber) is not in profile \(certificate.profile)")
    }

    static func insert(_ certificate: ManagedCertificate, into database: StoreConnection) throws {
        var row = try BoundStatement(
            database,
            "INSERT INTO managed_certificate (profile, request, option, document) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        )
        row.bind(certificate.profile)
        row.bind(certificate.request)
        row.bind(certificate.option)
        row.bind(try Document.text(certificate))
        try row.run()
    }

    static func certificates(ofProfile profile: UUID, from database: StoreConnection) throws -> [ManagedCertificate] {
        var row = try BoundStatement(database, "SELECT document FROM managed_certificate WHERE profile = ? ORDER BY option")
        row.bind(profile)
        return try documents(row, of: ManagedCertificate.self)
    }

    // MARK: History

    static func insert(_ event: HistoryEvent, into database: StoreConnection) throws {
        var row = try BoundStatement(database, "INSERT INTO management_event (id, request, document) VALUES (?, ?, ?)")
        row.bind(event.id)
        row.bind(event.request)
        row.bind(try Document.text(event))
        try row.run()
    }

    static func history(of request: UUID, from database: StoreConnection) throws -> [HistoryEvent] {
        var row = try BoundStatement(database, "SELECT document FROM management_event WHERE request = ? ORDER BY place")
        row.bind(request)
        return try documents(row, of: HistoryEvent.self)
    }

    // MARK: Common

    static func documents<Value: StoredDocument>(_ row: consuming BoundStatement, of type: Value.Type) throws -> [Value] {
        var values: [Value] = []
        while try row.step() { values.append(try Document.value(type, from: row.text(0))) }
        return values
    }

    /// Use this after an UPDATE that names the revision it replaces.
    static func requireOneRow(_ database: StoreConnection, _ otherwise: String) throws {
        guard database.changesCount == 1 else { throw ManagementCommitError.moved(otherwise) }
    }
}
