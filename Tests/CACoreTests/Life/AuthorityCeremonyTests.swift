import CACore
import CAInterface
import CertificateTemplates
import Foundation
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Authorities that are made and sign without a server")
struct AuthorityCeremonyTests {
    private struct Place {
        let store: InMemoryCAStore
        let publisher = InMemoryPublisher()
        let objects = InMemoryObjectStore()
        let keys = InMemoryKeyStore()
        let ring: KeyRing
        let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))

        init() {
            let directory = InMemoryDirectory(domain: TestAuthority.domain)
            store = InMemoryCAStore(directory: directory)
            ring = KeyRing(keys: keys, store: store)
        }

        func found(_ order: AuthorityOrder) async throws -> StoredAuthority {
            let foundation = AuthorityFoundation(store: store, keys: ring, now: now, actor: .service(.command))
            let (made, changes) = try await foundation.found(
                order,
                key: try await foundation.makeKey(for: order, among: []),
                among: [],
                in: AuthorityFoundation.Surroundings(
                    dnsName: "pki.example.test",
                    publicAddress: "http://pki.example.test",
                    access: FirstStartAuthorities.access(enrolls: order.issues, domain: TestAuthority.domain),
                    singleOperator: false
                ),
                parent: nil,
                templates: []
            )
            try await store.commit(changes, expecting: .nothing)
            return made
        }

        func ceremony() -> AuthorityCeremony {
            AuthorityCeremony(
                store: store,
                keys: ring,
                objects: objects,
                publisher: publisher,
                now: now,
                logger: Logger(label: "test")
            )
        }

        /// What a start does on it.
        func start() async throws {
            var logger = Logger(label: "test")
            logger.logLevel = .critical
            let foundation = FirstStartAuthorities(store: store, keys: ring, objects: objects, publisher: publisher, logger: logger)
            try await foundation.completeFirstStart(
                plan: FirstStartPlan(
                    organization: "Example",
                    dnsName: "pki.example.test",
                    publicAddress: "http://pki.example.test",
                    domain: TestAuthority.domain,
                    managementAgent: nil,
                    singleOperator: false
                )
            )
        }
    }

    private static let root = AuthorityOrder(
        name: "Example Root CA",
        organization: "Example",
        parent: .itself,
        issues: false,
        keyAlgorithm: "rsa-2048",
        hash: "sha384",
        validitySeconds: 20 * 365 * 86_400,
        pathLength: 1,
        crlPeriodSeconds: 30 * 86_400,
        crlValiditySeconds: 90 * 86_400,
        extensions: [CertificatePolicies(["1.2.3.4"]).asExtension()]
    )
    private static let subordinate = AuthorityOrder(name: "Example Issuing CA", parent: .elsewhere, issues: true, pathLength: 0)
    private static let decision = AuthorityCeremony.Decision(validitySeconds: 3650 * 86_400, pathLength: nil, person: "A. Example")

    @Test("a root that init made has what the order says, and a start adds no other CA")
    func root() async throws {
        let place = Place()
        let made = try await place.found(Self.root)
        let certificate = try Certificate(derEncoded: try #require(made.generations.first).certificate)
        #expect(certificate.signatureAlgorithm == .rsaWithSHA384)
        #expect(certificate.basicConstraints?.pathLength == 1)
        #expect(try certificate.value(of: CertificatePolicies.self)?.policies.map(\.dotted) == ["1.2.3.4"])
        #expect(certificate.subject.rfc4514 == "CN=Example Root CA,O=Example")
        try await place.start()
        #expect(try await place.store.authorities().map(\.name) == ["Example Root CA"])
        #expect(try await place.store.templates().isEmpty == false)
        #expect(try await place.publisher.published("crl/Example Root CA.crl") != nil)
    }

    @Test("a root signs a subordinate's request without a server, with the row and the record of the act")
    func twoTiers() async throws {
        let place = Place()
        _ = try await place.found(Self.root)
        let below = Place()
        let waiting = try await below.found(Self.subordinate)
        let request = try #require(waiting.renewal?.request)
        let signed = try await place.ceremony().sign(request: request, by: "Example Root CA", Self.decision)
        let certificate = try Certificate(derEncoded: signed.certificate)
        let root = try Certificate(derEncoded: try #require(signed.chain.first))
        #expect(try certificate.isSigned(with: root.subjectPublicKeyInfo))
        #expect(certificate.basicConstraints == BasicConstraints(isCA: true, pathLength: 0))
        #expect(try certificate.value(of: CAVersion.self) == CAVersion(certificateIndex: 0, keyIndex: 0))
        // The root's records have the row, by which it can revoke the certificate, and the act.
        let number = AuthorityNumber(rawValue: 1)
        let row = try #require(await place.store.request(serial: certificate.serialHex, of: number))
        #expect(row.disposition == .issued)
        #expect(row.message.contains("A. Example"))
        let records = try await place.store.auditRecords(after: 0, limit: 100).map(\.record)
        #expect(records.last?.event == "authoritySignedOffline")
        let bytes = try #require(records.last).bytes
        #expect(String(decoding: bytes.dropFirst(), as: UTF8.self).contains("A. Example"))
    }

    @Test(
        "usages and policies by which a CA could speak for the root are refused, or taken over on purpose",
        arguments: [
            (ExtendedKeyUsage([OID.KeyPurpose.serverAuth, OID.KeyPurpose.ocspSigning]).asExtension(), "extendedKeyUsage"),
            (ExtendedKeyUsage([OID.KeyPurpose.anyExtendedKeyUsage]).asExtension(), "extendedKeyUsage"),
            (CertificatePolicies(["1.2.3.4", "1.2.3.5"]).asExtension(), "certificatePolicies"),
            (CertificatePolicies([OID.Extensions.anyPolicy]).asExtension(), "certificatePolicies"),
            (ExtendedKeyUsage([OID.KeyPurpose.serverAuth]).asExtension(), nil), (CertificatePolicies(["1.2.3.4"]).asExtension(), nil),
        ] as [(CertificateExtension, String?)]
    )
    func requested(_ asked: CertificateExtension, _ field: String?) async throws {
        let place = Place()
        _ = try await place.found(Self.root)
        let isCA = BasicConstraints(isCA: true).asExtension(critical: true)
        let request = try await RequestBuilder.pkcs10(
            key: try PrivateKey(generating: .p256),
            subject: .of([(OID.commonName, "X CA")]),
            extensions: [isCA, asked]
        )
        var refused: CAError?
        do { _ = try await place.ceremony().sign(request: request, by: "Example Root CA", Self.decision) } catch {
            refused = error as? CAError
        }
        #expect(refused?.reason?.field == field)
        var decision = Self.decision
        decision.asRequested = true
        let signed = try await place.ceremony().sign(request: request, by: "Example Root CA", decision)
        #expect(try Certificate(derEncoded: signed.certificate).extension(asked.oid)?.value == asked.value)
    }

    @Test("lists are signed without a server, with growing numbers and the end that was asked for")
    func lists() async throws {
        let place = Place()
        _ = try await place.found(Self.root)
        let until = place.now.addingTimeInterval(100 * 86_400)
        let first = try await place.ceremony().signLists(of: "example root ca", until: nil, person: "A. Example")
        let second = try await place.ceremony().signLists(of: "Example Root CA", until: until, person: "A. Example")
        let lists = try (first + second).map { try CertificateList(derEncoded: $0.bytes) }
        #expect(lists.map(\.crlNumber) == [1, 2])
        #expect(lists.last?.nextUpdate == until.addingTimeInterval(60 * 86_400))
        #expect(second.map(\.path) == ["crl/Example Root CA.crl"])
    }

    @Test("a list whose next one is to come in the past is refused before anything is recorded or signed")
    func pastTime() async throws {
        let place = Place()
        _ = try await place.found(Self.root)
        let before = try await place.store.auditRecords(after: 0, limit: 100).count
        let past = place.now.addingTimeInterval(-86_400)
        let refusal = await #expect(throws: CAError.self) {
            _ = try await place.ceremony().signLists(of: "Example Root CA", until: past, person: "A. Example")
        }
        #expect(refusal?.message.contains("has passed") == true)
        #expect(try await place.store.auditRecords(after: 0, limit: 100).count == before)
    }

    @Test("without the key's passphrase, the refusal names the options of the command and no renewal")
    func sealed() async throws {
        let place = Place()
        _ = try await place.found(Self.root)
        place.keys.setAway(.root, true)
        let ceremony = AuthorityCeremony(
            store: place.store,
            keys: KeyRing(keys: place.keys, store: place.store),
            objects: place.objects,
            publisher: place.publisher,
            now: place.now,
            logger: Logger(label: "test")
        )
        let refusal = await #expect(throws: CAError.self) {
            _ = try await ceremony.signLists(of: "Example Root CA", until: nil, person: "A. Example")
        }
        #expect(refusal?.message.contains("--ask-passphrase or --root-passphrase-file FILE; nothing was signed") == true)
        #expect(refusal?.message.contains("renew") == false)
    }

    enum Fault: CaseIterable, Sendable { case garbage, otherKey, noCA, ownName, unknownAuthority }

    @Test("what cannot be signed is refused with the field, and nothing is signed", arguments: Fault.allCases)
    func refused(_ fault: Fault) async throws {
        let place = Place()
        _ = try await place.found(Self.root)
        let key = try PrivateKey(generating: .p256)
        let isCA = BasicConstraints(isCA: true).asExtension(critical: true)
        var request: [UInt8]
        switch fault {
        case .garbage: request = [0x30, 0x00]
        case .otherKey:
            request = try await RequestBuilder.pkcs10(key: key, subject: .of([(OID.commonName, "X CA")]), extensions: [isCA])
            request[request.count - 5] ^= 1
        case .noCA: request = try await RequestBuilder.pkcs10(key: key, subject: .of([(OID.commonName, "X CA")]))
        case .ownName:
            let name = DistinguishedName.of([(OID.organization, "Example"), (OID.commonName, "Example Root CA")])
            request = try await RequestBuilder.pkcs10(key: key, subject: name, extensions: [isCA])
        case .unknownAuthority:
            request = try await RequestBuilder.pkcs10(key: key, subject: .of([(OID.commonName, "X CA")]), extensions: [isCA])
        }
        let name = fault == .unknownAuthority ? "Other CA" : "Example Root CA"
        let rows = try await place.store.requests(RecordQuery(), requester: nil, of: AuthorityNumber(rawValue: 1)).count
        await #expect(throws: CAError.self) { try await place.ceremony().sign(request: request, by: name, Self.decision) }
        #expect(try await place.store.requests(RecordQuery(), requester: nil, of: AuthorityNumber(rawValue: 1)).count == rows)
    }
}
