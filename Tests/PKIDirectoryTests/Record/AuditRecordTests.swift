import Crypto
import Foundation
import PKIDirectory
import PKIFormats
import Testing

@Suite("The record of an event")
struct AuditRecordTests {
    private static let time = Date(timeIntervalSince1970: 1_795_219_200.25)
    private static let salt = [UInt8](repeating: 0x5A, count: 32)

    private static func caller(_ authentication: Caller.Authentication = .password) -> Caller {
        let principal = Principal(
            id: UUID(uuid: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)),
            kind: .user,
            name: "olive",
            domain: "EXAMPLE",
            sid: .account(domain: (1, 2, 3), relativeID: 1300),
            commonName: "Olive",
            displayName: "Olive",
            distinguishedName: .empty
        )
        return Caller(
            principal: principal,
            authentication: authentication,
            door: .api,
            remoteAddress: "192.0.2.7",
            correlationID: UUID(uuid: (0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))
        )
    }

    private static func record(_ event: AuditEvent = .publicationOrdered(authority: 2), by caller: Caller = caller()) -> AuditRecord {
        AuditRecord(event, by: .caller(caller), when: time, salt: salt)
    }

    /// Golden text: a record that was written is hashed for ever, so this form never changes under its version.
    @Test("its bytes are the version octet and JSON with who, how, where and when, in a fixed order")
    func bytes() {
        let caller = Self.caller(.clientCertificate(sha256: [0xAB, 0xCD], serial: "4a01"))
        let record = Self.record(by: caller)
        #expect(record.bytes.first == 1)
        #expect(
            String(decoding: record.bytes.dropFirst(), as: UTF8.self)
                == #"{"when":1795219200250,"event":"publicationOrdered","actor":"EXAMPLE\\olive","actorID":"01020304-0506-0708-090A-0B0C0D0E0F10","#
                + #""method":"certificate","evidence":"4a01 abcd","door":"api","address":"192.0.2.7","#
                + #""correlation":"FF000000-0000-0000-0000-000000000001","authority":2}"#
        )
    }

    @Test("a service of ours is named and has neither door nor address")
    func service() {
        let record = AuditRecord(.publicationOrdered(authority: 1), by: .service(.revocationLists), when: Self.time)
        #expect(
            String(decoding: record.bytes.dropFirst(), as: UTF8.self)
                == #"{"when":1795219200250,"event":"publicationOrdered","actor":"revocation-list service","authority":1}"#
        )
    }

    @Test("any reader of JSON understands it, with any text in it")
    func json() throws {
        let text = "quote \" backslash \\ line\n tab\t bell\u{7} nul\0 Ünïcode {["
        let change = AuditEvent.SettingChange(name: text, from: "[", to: "{")
        let record = Self.record(.authoritySettingsChanged(authority: 1, [change, change]))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(record.bytes.dropFirst())) as? [String: Any])
        let settings = try #require(object["settings"] as? [[String: String]])
        #expect(settings == [["name": text, "from": "[", "to": "{"], ["name": text, "from": "[", "to": "{"]])
    }

    @Test("the leaf hash covers 34 octets: version, kind, and SHA-256 of salt and bytes (RFC 9162 §2.1.1)")
    func leaf() {
        let record = Self.record()
        let inner = Array(SHA256.hash(data: record.salt + record.bytes))
        let data: [UInt8] = [0x01, 0x31] + inner
        #expect(data.count == 34)
        #expect(record.leafHash == Array(SHA256.hash(data: [0x00] + data)))
    }

    @Test("each record has 32 random octets of salt, so that equal acts have unequal leaves")
    func salts() {
        let records = (0..<100).map { _ in AuditRecord(.publicationOrdered(authority: 1), by: .service(.command), when: Self.time) }
        #expect(records.allSatisfy { $0.salt.count == 32 })
        #expect(Set(records.map(\.salt)).count == 100)
        #expect(Set(records.map(\.leafHash)).count == 100)
        #expect(Set(records.map(\.bytes)).count == 1)
    }

    @Test(
        "the record of a sign-in says how it was done, with the evidence",
        arguments: [
            (Caller.Authentication.password, "password", nil), (.kerberos(ticketPrincipal: "olive@EXAMPLE"), "kerberos", "olive@EXAMPLE"),
            (.inProcess(service: "management"), "in-process", "management"),
            (.bearer(issuer: "https://login.example.com"), "bearer", "https://login.example.com"),
            (.clientCertificate(sha256: [1], serial: "0f"), "certificate", "0f 01"),
        ] as [(Caller.Authentication, String, String?)]
    )
    func signIn(_ authentication: Caller.Authentication, method: String, evidence: String?) throws {
        let record = Self.record(by: Self.caller(authentication))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(record.bytes.dropFirst())) as? [String: Any])
        #expect(object["method"] as? String == method)
        #expect(object["evidence"] as? String == evidence)
    }

    @Test("no password and no hash of one is in the record of a password")
    func passwords() {
        let password = PasswordRecord(
            algorithm: "scrypt",
            cost: 2,
            blockSize: 1,
            parallelism: 1,
            salt: Array("SALTSALT".utf8),
            hash: Array("HASHHASH".utf8),
            generation: UUID()
        )
        let text = String(
            decoding: Self.record(.directoryChanged(.passwordSet, [.passwordSet(principal: UUID(), password)])).bytes,
            as: UTF8.self
        )
        #expect(text.contains(password.generation.uuidString))
        for secret in ["SALT", "HASH", Hex.encode(password.salt), Hex.encode(password.hash), "scrypt"] { #expect(!text.contains(secret)) }
    }

    @Test("each kind has a name and an octet of its own")
    func kinds() {
        #expect(Set(AuditEvent.Kind.allCases.map(\.name)).count == AuditEvent.Kind.allCases.count)
        #expect(AuditEvent.Kind.allCases.allSatisfy { !$0.name.isEmpty && $0.rawValue > 0 })
    }

    // MARK: Verification

    /// The record with one of its columns altered.
    private static let alterations: [(String, @Sendable (AuditRecord) -> AuditRecord)] = [
        ("when", { altered($0, when: $0.when + 0.001) }), ("actor", { altered($0, actor: "EXAMPLE\\mallory") }),
        ("kind", { altered($0, kind: 0x27) }), ("event", { altered($0, event: "certificateRevoked") }),
        ("salt", { altered($0, salt: [0] + $0.salt.dropFirst()) }),
        ("bytes", { altered($0, bytes: $0.bytes.map { $0 == 0x32 ? 0x33 : $0 }) }),
        ("leafHash", { altered($0, leafHash: $0.leafHash.reversed()) }),
    ]

    private static func altered(
        _ record: AuditRecord,
        when: Date? = nil,
        actor: String? = nil,
        kind: UInt8? = nil,
        event: String? = nil,
        salt: [UInt8]? = nil,
        bytes: [UInt8]? = nil,
        leafHash: [UInt8]? = nil
    ) -> AuditRecord {
        AuditRecord(
            when: when ?? record.when,
            actor: actor ?? record.actor,
            kind: kind ?? record.kind,
            event: event ?? record.event,
            salt: salt ?? record.salt,
            bytes: bytes ?? record.bytes,
            leafHash: leafHash ?? record.leafHash
        )
    }

    @Test("verification finds each column that was altered", arguments: alterations.map(\.0))
    func altered(_ column: String) throws {
        let record = Self.record()
        #expect(record.faults().isEmpty)
        let alter = try #require(Self.alterations.first { $0.0 == column }).1
        #expect(!alter(record).faults().isEmpty)
    }

    @Test("verification finds a record that was taken out")
    func gap() {
        let stored = (1...4).map { StoredAuditRecord(position: $0, record: Self.record()) }
        #expect(AuditFault.all(in: stored).isEmpty)
        #expect(AuditFault.all(in: [stored[0], stored[1], stored[3]]) == [AuditFault(position: 3, columns: [])])
        #expect(AuditFault.all(in: Array(stored.dropFirst())).map(\.description) == ["record 1 is missing"])
        #expect(AuditFault.all(in: Array(stored.dropFirst(2)), after: 2).isEmpty)
    }
}
