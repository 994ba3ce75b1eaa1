import CACore
import CAInterface
import CertificateTemplates
import PortableFoundation
import GRDB
import PKIDirectory
import PKIFormats

/// Authorities with their generations, templates and grants: the rows behind `RecordSnapshot`.
enum AuthorityRows {
    /// Everything the snapshot holds, at start.
    static func snapshot(from database: Database) throws -> RecordSnapshot {
        let state = try BoundStatement(database, "SELECT rights_epoch FROM state")
        guard try state.step() else { throw StoreError("the database has no state row; it is damaged: restore a backup") }
        var snapshot = RecordSnapshot(rightsEpoch: state.int(0))
        for authority in try authorities(from: database) { snapshot.put(authority) }
        let templates = try BoundStatement(
            database,
            "SELECT document FROM template JOIN template_version USING (name, version) ORDER BY name"
        )
        while try templates.step() { snapshot.put(try Document.value(CertificateTemplate.self, from: templates.text(0))) }
        let grants = try BoundStatement(database, "SELECT agent, template, subjects FROM agent_grant ORDER BY agent, template, subjects")
        while try grants.step() {
            guard let subjects = SecurityIdentifier(grants.text(2)) else {
                throw StoreError("an agent grant names no SID; the database is damaged")
            }
            snapshot.put(AgentGrant(agent: try grants.uuid(0), template: grants.text(1), subjects: subjects))
        }
        return snapshot
    }

    private static func authorities(from database: Database) throws -> [StoredAuthority] {
        var keys: [Int: [AuthorityKey]] = [:]
        let key = try BoundStatement(
            database,
            "SELECT authority, idx, reference, public_key, signature_algorithm, list_path FROM authority_key ORDER BY authority, idx"
        )
        while try key.step() {
            guard let reference = KeyReference(key.text(2)) else {
                throw StoreError(
                    "the key \(key.int(1)) of authority \(key.int(0)) is kept in a place this program does not know (\(key.text(2))); start the version that made it"
                )
            }
            keys[key.int(0), default: []].append(
                AuthorityKey(
                    index: key.int(1),
                    reference: reference,
                    publicKey: key.bytes(3),
                    signatureAlgorithm: key.bytes(4),
                    listPath: key.text(5)
                )
            )
        }
        var generations: [Int: [StoredAuthority.Generation]] = [:]
        let row = try BoundStatement(
            database,
            "SELECT authority, idx, key_idx, certificate, aia_path FROM generation ORDER BY authority, idx"
        )
        while try row.step() {
            generations[row.int(0), default: []].append(
                StoredAuthority.Generation(
                    index: row.int(1),
                    keyIndex: row.int(2),
                    certificate: row.bytes(3),
                    aiaPath: row.text(4)
                )
            )
        }
        var all: [StoredAuthority] = []
        let authority = try BoundStatement(
            database,
            """
            SELECT number, id, role, name, parent, dns_name, settings, access, revision, created
            FROM authority ORDER BY number
            """
        )
        while try authority.step() {
            guard let role = StoredAuthority.Role(rawValue: authority.text(2)) else { throw StoreError("an authority has no known role") }
            all.append(
                StoredAuthority(
                    number: AuthorityNumber(rawValue: authority.int(0)),
                    id: try authority.uuid(1),
                    role: role,
                    name: authority.text(3),
                    parent: authority.optionalInt(4).map(AuthorityNumber.init),
                    dnsName: authority.text(5),
                    keys: keys[authority.int(0)] ?? [],
                    generations: generations[authority.int(0)] ?? [],
                    settings: try Document.value(AuthoritySettings.self, from: authority.text(6)),
                    access: try Document.value(AccessControlList.self, from: authority.text(7)),
                    revision: authority.int(8),
                    createdWhen: authority.date(9)
                )
            )
        }
        return all
    }

    static func insert(_ authority: StoredAuthority, into database: Database) throws {
        var row = try BoundStatement(
            database,
            """
            INSERT INTO authority (number, id, role, name, parent, dns_name, settings, access, revision, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        row.bind(authority.number.rawValue)
        row.bind(authority.id)
        row.bind(authority.role.rawValue)
        row.bind(authority.name)
        row.bind(authority.parent?.rawValue)
        row.bind(authority.dnsName)
        row.bind(try Document.text(authority.settings))
        row.bind(try Document.text(authority.access))
        row.bind(authority.revision)
        row.bind(authority.createdWhen)
        try row.run()
        for key in authority.keys { try insert(key, of: authority.number, into: database) }
        for generation in authority.generations { try insert(generation, of: authority.number, into: database) }
    }

    /// - Parameter former: the stored authority, whose keys and generations must be a part of the new one's.
    static func replace(_ former: StoredAuthority, by authority: StoredAuthority, in database: Database) throws {
        guard former.keys.allSatisfy(authority.keys.contains), former.generations.allSatisfy(authority.generations.contains) else {
            throw CommitFailure.refused(
                "a key or generation of authority \(authority.number.rawValue) would change or vanish; keys and generations stay"
            )
        }
        var row = try BoundStatement(
            database,
            """
            UPDATE authority SET id = ?, role = ?, name = ?, parent = ?, dns_name = ?, settings = ?, access = ?, revision = ? WHERE number = ?
            """
        )
        row.bind(authority.id)
        row.bind(authority.role.rawValue)
        row.bind(authority.name)
        row.bind(authority.parent?.rawValue)
        row.bind(authority.dnsName)
        row.bind(try Document.text(authority.settings))
        row.bind(try Document.text(authority.access))
        row.bind(authority.revision)
        row.bind(authority.number.rawValue)
        try row.run()
        for key in authority.keys where !former.keys.contains(key) { try insert(key, of: authority.number, into: database) }
        for generation in authority.generations where !former.generations.contains(generation) {
            try insert(generation, of: authority.number, into: database)
        }
    }

    private static func insert(_ key: AuthorityKey, of authority: AuthorityNumber, into database: Database) throws {
        var row = try BoundStatement(
            database,
            "INSERT INTO authority_key (authority, idx, reference, public_key, signature_algorithm, list_path) VALUES (?, ?, ?, ?, ?, ?)"
        )
        row.bind(authority.rawValue)
        row.bind(key.index)
        row.bind(key.reference.description)
        row.bind(key.publicKey)
        row.bind(key.signatureAlgorithm)
        row.bind(key.listPath)
        try row.run()
    }

    private static func insert(_ generation: StoredAuthority.Generation, of authority: AuthorityNumber, into database: Database) throws {
        var row = try BoundStatement(
            database,
            "INSERT INTO generation (authority, idx, key_idx, certificate, aia_path) VALUES (?, ?, ?, ?, ?)"
        )
        row.bind(authority.rawValue)
        row.bind(generation.index)
        row.bind(generation.keyIndex)
        row.bind(generation.certificate)
        row.bind(generation.aiaPath)
        try row.run()
    }

    static func save(_ template: CertificateTemplate, in database: Database) throws {
        if template.version == 1 {
            var row = try BoundStatement(database, "INSERT INTO template (name, oid, version) VALUES (?, ?, 1)")
            row.bind(template.name)
            row.bind(template.oid.dotted)
            try row.run()
        } else {
            var row = try BoundStatement(database, "UPDATE template SET oid = ?, version = ? WHERE name = ?")
            row.bind(template.oid.dotted)
            row.bind(template.version)
            row.bind(template.name)
            try row.run()
        }
        var version = try BoundStatement(database, "INSERT INTO template_version (name, version, document) VALUES (?, ?, ?)")
        version.bind(template.name)
        version.bind(template.version)
        version.bind(try Document.text(template))
        try version.run()
    }

    static func insert(_ grant: AgentGrant, into database: Database) throws {
        var row = try BoundStatement(database, "INSERT OR IGNORE INTO agent_grant (agent, template, subjects) VALUES (?, ?, ?)")
        row.bind(grant.agent)
        row.bind(grant.template)
        row.bind(grant.subjects.text)
        try row.run()
    }

    static func saveRightsEpoch(_ epoch: Int, in database: Database) throws {
        var row = try BoundStatement(database, "UPDATE state SET rights_epoch = ?")
        row.bind(epoch)
        try row.run()
    }
}
