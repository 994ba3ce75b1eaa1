import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Further authorities, and authorities below another installation")
struct FurtherAuthorityTests {
    private func refusal(_ work: () async throws -> Void) async -> CAError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? CAError
        }
    }

    private func add(_ test: TestAuthority, _ order: AuthorityOrder) async throws -> RenewalOutcome {
        try await test.service.addAuthority(order, for: test.caller(test.administrator))
    }

    private func submit(_ test: TestAuthority, to name: String) async throws -> Disposition {
        try await test.bound(test.alice, to: name).submit(test.submission(test.request(), template: "User"))
    }

    /// An authority that waits for the certificate of an outside root.
    private func waiting(_ test: TestAuthority, pathLength: Int? = nil) async throws -> [UInt8] {
        let order = AuthorityOrder(name: "Partner CA", organization: "Example", parent: .elsewhere, issues: true, pathLength: pathLength)
        return try #require(try await add(test, order).request)
    }

    @Test("an authority whose certificate allows none below it certifies none, by order or by request")
    func pathLength() async throws {
        let test = try await TestAuthority.make()
        _ = try await add(test, AuthorityOrder(name: "Low CA", parent: .authority(TestAuthority.issuingName), issues: true, pathLength: 0))
        let order = AuthorityOrder(name: "Lower CA", parent: .authority("Low CA"), issues: true)
        #expect(await refusal { _ = try await add(test, order) }?.reason?.field == "parent")
        try await test.bound(test.administrator, to: "Low CA").publishTemplate("SubCA")
        let asked = try await test.bound(test.administrator, to: "Low CA").submit(
            test.submission(test.request(subject: .of([(OID.commonName, "Lower CA")])), template: "SubCA")
        )
        #expect(asked.reason?.rule == "ValidityNests")
    }

    @Test(
        "a name whose public paths would be another authority's is refused",
        arguments: ["Chancery Issuing CA_Partition00001", "chancery issuing ca_PARTITION12345", "CHANCERY ISSUING CA"]
    )
    func samePaths(_ name: String) async throws {
        let test = try await TestAuthority.make()
        let error = await refusal { _ = try await add(test, AuthorityOrder(name: name, parent: .itself, issues: true)) }
        #expect(error?.status == .objectAlreadyExists)
        _ = try await add(test, AuthorityOrder(name: "Chancery Issuing CA_Partition", parent: .itself, issues: true))
    }

    @Test("an authority below one of this installation issues at once, with lists and addresses of its own")
    func below() async throws {
        let test = try await TestAuthority.make()
        let order = AuthorityOrder(
            name: "Devices CA",
            parent: .authority(TestAuthority.rootName),
            issues: true,
            keyAlgorithm: "p521",
            pathLength: 0
        )
        let outcome = try await add(test, order)
        let own = try Certificate(derEncoded: try #require(outcome.certificate))
        #expect(outcome.generation == 0)
        #expect(own.basicConstraints == BasicConstraints(isCA: true, pathLength: 0))
        #expect(try own.value(of: CAVersion.self) == CAVersion(certificateIndex: 0, keyIndex: 0))
        let issued = try await submit(test, to: "Devices CA")
        let leaf = try Certificate(derEncoded: try #require(issued.certificate))
        #expect(leaf.signatureAlgorithm == .ecdsaWithSHA512)
        #expect(try leaf.value(of: CRLDistributionPoints.self)?.uris == ["http://pki.example.test/crl/Devices%20CA.crl"])
        #expect(try await test.publisher.published("crl/Devices CA.crl") != nil)
        #expect(try await test.publisher.published("aia/Devices CA.cer")?.bytes == own.derEncoded)
        #expect(try await test.service.authorities().map(\.name) == [TestAuthority.issuingName, "Devices CA"])
        // The root can revoke it, and then it stops.
        let root = try await test.bound(test.administrator, to: TestAuthority.rootName)
        _ = try await root.revoke(serial: own.serialHex, reason: .caCompromise, revokingAuthority: true)
        #expect(try await submit(test, to: "Devices CA").reason?.rule == "IssuerIsNotRevoked")
        #expect(try await submit(test, to: TestAuthority.issuingName).code == .issued)
    }

    @Test("an authority that signs itself issues to accounts, or as a root to authorities only")
    func selfSigned() async throws {
        let test = try await TestAuthority.make()
        _ = try await add(test, AuthorityOrder(name: "Lab CA", parent: .itself, issues: true, keyAlgorithm: "ed25519"))
        _ = try await add(test, AuthorityOrder(name: "Second Root CA", parent: .itself, issues: false, keyAlgorithm: "p384"))
        #expect(try await submit(test, to: "Lab CA").code == .issued)
        let refused = try await submit(test, to: "Second Root CA")
        #expect(refused.code == .denied)
        let below = try await add(test, AuthorityOrder(name: "Below CA", parent: .authority("Second Root CA"), issues: true))
        #expect(below.generation == 0)
        let issued = try await submit(test, to: "Below CA")
        #expect(try Certificate(derEncoded: try #require(issued.chain.last)).subject.commonName == "Second Root CA")
    }

    @Test("an authority that waits for its certificate says what to do, and issues when it is installed")
    func elsewhere() async throws {
        let test = try await TestAuthority.make()
        let request = try await waiting(test, pathLength: 0)
        let asked = try CertificationRequest(derEncoded: request)
        #expect(asked.subject.commonName == "Partner CA")
        #expect(try asked.hasValidSignature())
        let early = await refusal { _ = try await submit(test, to: "Partner CA") }
        #expect(early?.code == .unavailable)
        #expect(early?.message.contains("install-certificate") == true)
        let outside = try await OutsideRoot.make(at: test.clock.now)
        let chain = try await outside.certify(request, at: test.clock.now)
        let bound = try await test.bound(test.administrator, to: "Partner CA")
        let outcome = try await bound.installCertificate(AuthorityCertificates(certificates: chain.reversed(), root: chain[1]))
        #expect(outcome.generation == 0)
        let issued = try await submit(test, to: "Partner CA")
        #expect(issued.code == .issued)
        #expect(issued.chain == chain)
        #expect(try await bound.property(.parentCA, index: 0) == .string("Outside Root CA"))
    }

    @Test(
        "it is renewed by a request to the outside CA, with the same and a new key, and goes on meanwhile",
        arguments: [false, true]
    )
    func renewedElsewhere(newKey: Bool) async throws {
        let test = try await TestAuthority.make()
        let outside = try await OutsideRoot.make(at: test.clock.now)
        let bound = try await test.bound(test.administrator, to: "Chancery Issuing CA")
        _ = bound
        let first = try await outside.certify(try await waiting(test), at: test.clock.now)
        let partner = try await test.bound(test.administrator, to: "Partner CA")
        _ = try await partner.installCertificate(AuthorityCertificates(certificates: first))
        let outcome = try await partner.renew(RenewalOrder(newKey: newKey))
        let request = try #require(outcome.request)
        #expect(outcome.generation == nil)
        // The same order again has the same request.
        #expect(try await partner.renew(RenewalOrder(newKey: newKey)).request == request)
        let other = await refusal { _ = try await partner.renew(RenewalOrder(newKey: !newKey)) }
        #expect(other?.code == .conflict)
        #expect(try await submit(test, to: "Partner CA").chain.first == first[0])
        test.clock.advance(seconds: 60)
        let second = try await outside.certify(request, at: test.clock.now)
        let installed = try await partner.installCertificate(AuthorityCertificates(certificates: second))
        #expect(installed.generation == 1)
        #expect(try await submit(test, to: "Partner CA").chain.first == second[0])
        #expect(try await partner.property(.caCertVersion, index: 1) == .long(newKey ? 0x1_0001 : 1))
        #expect(try await partner.generations().waiting == nil)
    }

    enum Fault: CaseIterable, Sendable { case name, key, noCA, ended, noRoot, wrongRoot, pathLength }

    @Test("a certificate that does not fit is refused with the field, and the authority waits on", arguments: Fault.allCases)
    func refused(_ fault: Fault) async throws {
        let test = try await TestAuthority.make()
        let now = test.clock.now
        let request = try await waiting(test)
        let outside = try await OutsideRoot.make(at: now, pathLength: fault == .pathLength ? 0 : nil)
        let partner = try await test.bound(test.administrator, to: "Partner CA")
        var given = AuthorityCertificates(certificates: [])
        var field = ""
        switch fault {
        case .name:
            (given.certificates, field) = (
                try await outside.certify(request, at: now, subject: .of([(OID.commonName, "Other CA")])), "subject"
            )
        case .key:
            let key = try PrivateKey(generating: .p256)
            let other = try await RequestBuilder.pkcs10(key: key, subject: .of([(OID.commonName, "Partner CA")]))
            (given.certificates, field) = (try await outside.certify(other, at: now), "publicKey")
        case .noCA: (given.certificates, field) = (try await outside.certify(request, at: now, isCA: false), "basicConstraints")
        case .ended: (given.certificates, field) = (try await outside.certify(request, at: now, days: -0.001), "validity")
        case .noRoot: (given.certificates, field) = ([try await outside.certify(request, at: now)[0]], "chain")
        case .wrongRoot:
            let other = try await OutsideRoot.make(at: now)
            (given.certificates, field) = (try await outside.certify(request, at: now), "root")
            given.root = other.identity.certificate.derEncoded
        case .pathLength:
            // An authority between the root, which allows none, and ours.
            let key = try PrivateKey(generating: .p256)
            let name = DistinguishedName.of([(OID.commonName, "Between CA")])
            let between = try await outside.identity.issue(
                subject: name,
                publicKey: key.publicKey,
                extensions: SampleHierarchy.authorityExtensions(key: key.publicKey, issuer: nil, pathLength: nil),
                notBefore: now.addingTimeInterval(-600),
                notAfter: now.addingTimeInterval(86_400 * 400)
            )
            let middle = OutsideRoot(identity: SampleIdentity(certificate: between, key: key))
            given.certificates = try await middle.certify(request, at: now) + [outside.identity.certificate.derEncoded]
            field = "basicConstraints"
        }
        let refused = await refusal { _ = try await partner.installCertificate(given) }
        #expect(refused?.code == .unacceptable)
        #expect(refused?.reason?.field == field)
        #expect(try await partner.generations().waiting?.request == request)
    }

    @Test("only who administers every authority adds one, and no two have the same name")
    func refusals() async throws {
        let test = try await TestAuthority.make()
        let order = AuthorityOrder(name: "Devices CA", parent: .authority(TestAuthority.rootName), issues: true)
        let officer = await refusal { _ = try await test.service.addAuthority(order, for: test.caller(test.officer)) }
        #expect(officer?.code == .accessDenied)
        _ = try await add(test, order)
        let again = await refusal { _ = try await add(test, order) }
        #expect(again?.code == .conflict)
        let unknown = AuthorityOrder(name: "X CA", parent: .authority("No such CA"), issues: true)
        #expect(await refusal { _ = try await add(test, unknown) }?.reason?.field == "parent")
        for (name, field) in [("", "name"), (" x", "name"), (String(repeating: "x", count: 65), "name")] {
            let bad = AuthorityOrder(name: name, parent: .itself, issues: true)
            #expect(await refusal { _ = try await add(test, bad) }?.reason?.field == field)
        }
        let key = AuthorityOrder(name: "Y CA", parent: .itself, issues: true, keyAlgorithm: "dsa")
        #expect(await refusal { _ = try await add(test, key) }?.reason?.field == "keyAlgorithm")
    }
}
