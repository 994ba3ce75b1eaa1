import CACore
import CAInterface
import CertificateTemplates
import PortableFoundation
import PKIDirectory
import PKIFormats

/// Authorities with their generations, templates and grants: the rows behind `RecordSnapshot`.
enum AuthorityRows {
    private enum Column: Int32, TableColumn {
        case number, id, role, name, parent, dnsName, settings, access, revision, created, duties, renewal, issues, parentRevocation
    }

    private enum KeyColumn: Int32, TableColumn {
        case authority, idx, reference, publicKey, signatureAlgorithm, listPath
    }

    private enum GenerationColumn: Int32, TableColumn {
        case authority, idx, keyIdx, certificate, aiaPath, issuers
    }

    private enum CrossColumn: Int32, TableColumn {
        case authority, issuer, subject, certificate, path
    }

    private static let insertion = ColumnStatement<Column>.insertion(into: "authority")
    private static let replacement = ColumnStatement<Column>.update(
        of: "authority",
        setting: Column.allCases.filter { $0 != .number && $0 != .created },
        where: "number = ?"
    )
    private static let keyInsertion = ColumnStatement<KeyColumn>.insertion(into: "authority_key")
    private static let generationInsertion = ColumnStatement<GenerationColumn>.insertion(into: "generation")
    private static let crossInsertion = ColumnStatement<CrossColumn>.insertion(into: "cross_certificate")

    /// Everything that the snapshot needs at start.
    static func snapshot(from database: StoreConnection) throws -> RecordSnapshot {
        let state = try BoundStatement(database, "SELECT rights_epoch FROM state")
        guard try state.step() else { throw StoreError("the database has no state row; it is damaged: restore a backup") }
        var snapshot = RecordSnapshot(rightsEpoch: state.int(0))
        for authority in try authorities(from: database) { snapshot.put(authority) }
        let templates = try BoundStatement(
            database,
            """
            SELECT document FROM template JOIN template_version AS saved
                ON \(database.dialect.folded("saved.name")) = \(database.dialect.folded("template.name")) AND saved.version = template.version
            ORDER BY template.name
            """
        )
        while try templates.step() { snapshot.put(try Document.value(CertificateTemplate.self, from: templates.text(0))) }
        let publications = try BoundStatement(database, "SELECT authority, template FROM template_publication")
        while try publications.step() {
            snapshot.publications.insert(
                TemplatePublication(authority: AuthorityNumber(rawValue: publications.int(0)), template: publications.text(1))
            )
        }
        try TemplateRows.readStates(into: &snapshot, from: database)
        let grants = try BoundStatement(
            database,
            "SELECT agent, template, subjects, acts FROM agent_grant ORDER BY agent, template, subjects"
        )
        while try grants.step() {
            guard let subjects = SecurityIdentifier(grants.text(2)) else {
                throw StoreError("an agent grant names no SID; the database is damaged")
            }
            let acts = try grants.text(3).split(separator: " ").map { word in
                guard let act = AgentAct(rawValue: String(word)) else {
                    throw StoreError("an agent grant names the unknown act \(word); the database is damaged")
                }
                return act
            }
            snapshot.put(AgentGrant(agent: try grants.uuid(0), template: grants.text(1), subjects: subjects, acts: Set(acts)))
        }
        return snapshot
    }

    private static func authorities(from database: StoreConnection) throws -> [StoredAuthority] {
        var keys: [Int: [AuthorityKey]] = [:]
        let key = try BoundStatement(database, "SELECT \(KeyColumn.list) FROM authority_key ORDER BY authority, idx")
        while try key.step() {
            guard let reference = KeyReference(key.text(KeyColumn.reference)) else {
                throw StoreError(
                    "the key \(key.int(KeyColumn.idx)) of authority \(key.int(KeyColumn.authority)) is kept in a place that this program does not know (\(key.text(KeyColumn.reference))); start the version that made it"
                )
            }
            keys[key.int(KeyColumn.authority), default: []].append(
                AuthorityKey(
                    index: key.int(KeyColumn.idx),
                    reference: reference,
                    publicKey: key.bytes(KeyColumn.publicKey),
                    signatureAlgorithm: key.bytes(KeyColumn.signatureAlgorithm),
                    listPath: key.text(KeyColumn.listPath)
                )
            )
        }
        var generations: [Int: [StoredAuthority.Generation]] = [:]
        let row = try BoundStatement(database, "SELECT \(GenerationColumn.list) FROM generation ORDER BY authority, idx")
        while try row.step() {
            generations[row.int(GenerationColumn.authority), default: []].append(
                StoredAuthority.Generation(
                    index: row.int(GenerationColumn.idx),
                    keyIndex: row.int(GenerationColumn.keyIdx),
                    certificate: row.bytes(GenerationColumn.certificate),
                    aiaPath: row.text(GenerationColumn.aiaPath),
                    issuers: try certificates(row.bytes(GenerationColumn.issuers))
                )
            )
        }
        var crosses: [Int: [StoredAuthority.CrossCertificate]] = [:]
        let cross = try BoundStatement(database, "SELECT \(CrossColumn.list) FROM cross_certificate ORDER BY authority, issuer, subject")
        while try cross.step() {
            crosses[cross.int(CrossColumn.authority), default: []].append(
                StoredAuthority.CrossCertificate(
                    issuer: cross.int(CrossColumn.issuer),
                    subject: cross.int(CrossColumn.subject),
                    certificate: cross.bytes(CrossColumn.certificate),
                    path: cross.text(CrossColumn.path)
                )
            )
        }
        var all: [StoredAuthority] = []
        let authority = try BoundStatement(database, "SELECT \(Column.list) FROM authority ORDER BY number")
        while try authority.step() {
            guard let place = StoredAuthority.Role(rawValue: authority.text(Column.role)) else {
                throw StoreError("an authority has an unknown role; the database is damaged")
            }
            // The column says whether an authority of this installation is above. One without may issue to accounts all the same.
            let role: StoredAuthority.Role = authority.int(Column.issues) == 1 ? .issuing : place
            let number = authority.int(Column.number)
            all.append(
                StoredAuthority(
                    number: AuthorityNumber(rawValue: number),
                    id: try authority.uuid(Column.id),
                    role: role,
                    name: authority.text(Column.name),
                    parent: authority.optionalInt(Column.parent).map(AuthorityNumber.init),
                    dnsName: authority.text(Column.dnsName),
                    keys: keys[number] ?? [],
                    generations: generations[number] ?? [],
                    settings: try Document.value(AuthoritySettings.self, from: authority.text(Column.settings)),
                    access: try Document.value(AccessControlList.self, from: authority.text(Column.access)),
                    duties: try Document.value(AuthorityDuties.self, from: authority.text(Column.duties)),
                    crossCertificates: crosses[number] ?? [],
                    renewal: try authority.optionalText(Column.renewal).map { try Document.value(StoredRenewal.self, from: $0) },
                    parentRevocation: try authority.optionalText(Column.parentRevocation).map {
                        try Document.value(ParentRevocation.self, from: $0)
                    },
                    revision: authority.int(Column.revision),
                    createdWhen: authority.date(Column.created)
                )
            )
        }
        return all
    }

    static func insert(_ authority: StoredAuthority, into database: StoreConnection) throws {
        try insertion.run(in: database) { column, row in try bind(column, of: authority, to: &row) }
        for key in authority.keys { try insert(key, of: authority.number, into: database) }
        for generation in authority.generations { try insert(generation, of: authority.number, into: database) }
        for cross in authority.crossCertificates { try insert(cross, of: authority.number, into: database) }
    }

    /// The certificates that were written one after the other.
    private static func certificates(_ octets: [UInt8]) throws -> [[UInt8]] {
        var (found, rest): ([[UInt8]], ArraySlice<UInt8>) = ([], octets[...])
        while !rest.isEmpty {
            guard let length = length(ofFirstIn: rest), length <= rest.count else {
                throw StoreError("the issuers of an authority cannot be read; the database is damaged: restore a backup")
            }
            found.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return found
    }

    /// The octets of the DER element at the beginning: a SEQUENCE with a length of at most four octets.
    private static func length(ofFirstIn octets: ArraySlice<UInt8>) -> Int? {
        let head = Array(octets.prefix(6))
        guard head.count >= 2 else { return nil }
        guard head[1] > 0x80 else { return 2 + Int(head[1]) }
        let count = Int(head[1] & 0x7F)
        guard (1...4).contains(count), head.count >= 2 + count else { return nil }
        return head[2..<2 + count].reduce(0) { $0 << 8 | Int($1) } + 2 + count
    }

    /// - Parameter former: the stored authority, whose keys and generations must be a part of the new one's.
    static func replace(_ former: StoredAuthority, by authority: StoredAuthority, in database: StoreConnection) throws {
        guard former.keys.allSatisfy(authority.keys.contains), former.generations.allSatisfy(authority.generations.contains),
            former.crossCertificates.allSatisfy(authority.crossCertificates.contains)
        else {
            throw CommitError.refused(
                "a key or generation of authority \(authority.number.rawValue) would change or vanish, but keys and generations are permanent"
            )
        }
        try replacement.run(
            in: database,
            where: { $0.bind(authority.number.rawValue) },
            bind: { column, row in try bind(column, of: authority, to: &row) }
        )
        for key in authority.keys where !former.keys.contains(key) { try insert(key, of: authority.number, into: database) }
        for generation in authority.generations where !former.generations.contains(generation) {
            try insert(generation, of: authority.number, into: database)
        }
        for cross in authority.crossCertificates where !former.crossCertificates.contains(cross) {
            try insert(cross, of: authority.number, into: database)
        }
    }

    private static func bind(_ column: Column, of authority: StoredAuthority, to row: inout BoundStatement) throws {
        switch column {
        case .number: row.bind(authority.number.rawValue)
        case .id: row.bind(authority.id)
        case .role: row.bind((authority.parent == nil ? StoredAuthority.Role.root : .issuing).rawValue)
        case .parentRevocation: row.bind(try authority.parentRevocation.map { try Document.text($0) })
        case .issues: row.bind(authority.parent == nil && authority.role == .issuing ? 1 : 0)
        case .name: row.bind(authority.name)
        case .parent: row.bind(authority.parent?.rawValue)
        case .dnsName: row.bind(authority.dnsName)
        case .settings: row.bind(try Document.text(authority.settings))
        case .access: row.bind(try Document.text(authority.access))
        case .revision: row.bind(authority.revision)
        case .created: row.bind(authority.createdWhen)
        case .duties: row.bind(try Document.text(authority.duties))
        case .renewal: row.bind(try authority.renewal.map { try Document.text($0) })
        }
    }

    private static func insert(_ key: AuthorityKey, of authority: AuthorityNumber, into database: StoreConnection) throws {
        try keyInsertion.run(in: database) { column, row in
            switch column {
            case .authority: row.bind(authority.rawValue)
            case .idx: row.bind(key.index)
            case .reference: row.bind(key.reference.description)
            case .publicKey: row.bind(key.publicKey)
            case .signatureAlgorithm: row.bind(key.signatureAlgorithm)
            case .listPath: row.bind(key.listPath)
            }
        }
    }

    private static func insert(_ generation: StoredAuthority.Generation, of authority: AuthorityNumber, into database: StoreConnection)
        throws
    {
        try generationInsertion.run(in: database) { column, row in
            switch column {
            case .authority: row.bind(authority.rawValue)
            case .idx: row.bind(generation.index)
            case .keyIdx: row.bind(generation.keyIndex)
            case .certificate: row.bind(generation.certificate)
            case .aiaPath: row.bind(generation.aiaPath)
            case .issuers: row.bind(generation.issuers.flatMap { $0 })
            }
        }
    }

    private static func insert(
        _ cross: StoredAuthority.CrossCertificate,
        of authority: AuthorityNumber,
        into database: StoreConnection
    ) throws {
        try crossInsertion.run(in: database) { column, row in
            switch column {
            case .authority: row.bind(authority.rawValue)
            case .issuer: row.bind(cross.issuer)
            case .subject: row.bind(cross.subject)
            case .certificate: row.bind(cross.certificate)
            case .path: row.bind(cross.path)
            }
        }
    }

    static func save(_ template: CertificateTemplate, author: TemplateAuthor?, in database: StoreConnection) throws {
        if template.version == 1 {
            var row = try BoundStatement(database, "INSERT INTO template (name, oid, version) VALUES (?, ?, 1)")
            row.bind(template.name)
            row.bind(template.oid.dotted)
            try row.run()
        } else {
            var row = try BoundStatement(
                database,
                "UPDATE template SET oid = ?, version = ? WHERE \(database.dialect.folded("name")) = \(database.dialect.folded("?"))"
            )
            row.bind(template.oid.dotted)
            row.bind(template.version)
            row.bind(template.name)
            try row.run()
        }
        var version = try BoundStatement(
            database,
            "INSERT INTO template_version (name, version, document, author, saved) VALUES (?, ?, ?, ?, ?)"
        )
        version.bind(template.name)
        version.bind(template.version)
        version.bind(try Document.text(template))
        version.bind(author?.name)
        version.bind(author?.when)
        try version.run()
    }

    static func insert(_ publication: TemplatePublication, into database: StoreConnection) throws {
        var row = try BoundStatement(
            database,
            "INSERT INTO template_publication (authority, template) VALUES (?, ?) ON CONFLICT DO NOTHING"
        )
        row.bind(publication.authority.rawValue)
        row.bind(publication.template)
        try row.run()
    }

    static func remove(_ publication: TemplatePublication, from database: StoreConnection) throws {
        var row = try BoundStatement(
            database,
            "DELETE FROM template_publication WHERE authority = ? AND \(database.dialect.folded("template")) = \(database.dialect.folded("?"))"
        )
        row.bind(publication.authority.rawValue)
        row.bind(publication.template)
        try row.run()
    }

    static func insert(_ grant: AgentGrant, into database: StoreConnection) throws {
        var row = try BoundStatement(
            database,
            """
            INSERT INTO agent_grant (agent, template, subjects, acts) VALUES (?, ?, ?, ?)
            ON CONFLICT (agent, \(database.dialect.folded("template")), subjects) DO UPDATE SET template = excluded.template, acts = excluded.acts
            """
        )
        row.bind(grant.agent)
        row.bind(grant.template)
        row.bind(grant.subjects.text)
        row.bind(AgentAct.words(grant.acts).joined(separator: " "))
        try row.run()
    }

    static func remove(_ grant: AgentGrant, from database: StoreConnection) throws {
        var row = try BoundStatement(
            database,
            "DELETE FROM agent_grant WHERE agent = ? AND \(database.dialect.folded("template")) = \(database.dialect.folded("?")) AND subjects = ?"
        )
        row.bind(grant.agent)
        row.bind(grant.template)
        row.bind(grant.subjects.text)
        try row.run()
    }

    static func saveRightsEpoch(_ epoch: Int, in database: StoreConnection) throws {
        var row = try BoundStatement(database, "UPDATE state SET rights_epoch = ?")
        row.bind(epoch)
        try row.run()
    }
}
