import CACore
import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

/// The scenarios of the page of IX509Enrollment, by every kind of request. Each step works with objects of its own over the same files, and
/// the server is started anew between the steps.
@Suite("The three scenarios by kind of request, in process, with a restart of the server between the steps")
struct ScenarioMatrixTests {
    enum Kind: CaseIterable {
        case pkcs10, cmc, renewal
    }

    /// A server that is started anew over what it stored, and one user's enrollment store.
    private final class World {
        let fixture: EnrollmentFixture
        private(set) var service: CertificationService

        init(_ fixture: EnrollmentFixture) {
            self.fixture = fixture
            service = fixture.authority.service
        }

        func restart() async throws {
            let authority = fixture.authority
            let clock = authority.clock
            let ring = KeyRing(keys: authority.keys, store: authority.store)
            for stored in try await authority.store.authorities() {
                let unopened = await ring.open(stored)
                #expect(unopened.isEmpty)
            }
            service = CertificationService(
                store: authority.store,
                directory: authority.directory,
                keys: ring,
                objects: authority.objects,
                publisher: authority.publisher,
                clock: { clock.now },
                logger: Logger(label: "test")
            )
        }

        var stores: EnrollmentStore.Location { .init(directory: fixture.directory) }
        var caller: Caller { fixture.authority.caller(fixture.caller) }
        var config: String { "localhost\\" + TestAuthority.issuingName }

        func certRequest() -> CertCli.CertRequest {
            CertCli.CertRequest(connector: InProcessConnector(authorities: service, caller: caller))
        }

        func enrollment() async throws -> X509Enrollment {
            let server = InProcessEnrollmentServer(authorities: service, caller: caller, authority: TestAuthority.issuingName)
            return X509Enrollment(stores: stores, server: server, anchors: [try await fixture.root()])
        }

        /// A request as a program makes it that knows only its template, or the thumbprint of the certificate to be renewed.
        func request(_ kind: Kind) async throws -> any IX509CertificateRequest {
            let lookup = CertificateLookup(stores: stores)
            let template = try #require(try await fixture.authority.store.template(named: "User"))
            switch kind {
            case .pkcs10:
                let request = X509CertificateRequestPkcs10(lookup: lookup)
                try request.initializeFromTemplate(.user, template: template)
                return request
            case .cmc:
                let request = X509CertificateRequestCmc(lookup: lookup)
                try request.initializeFromTemplate(.user, template: template)
                return request
            case .renewal:
                let first = try await enrollment()
                try await first.initializeFromTemplateName(.user, templateName: "User")
                try await first.enroll()
                let request = X509CertificateRequestPkcs7(lookup: lookup)
                try await request.initializeFromCertificate(
                    .user,
                    renewalRequest: true,
                    certificate: Hex.encode(Digest.sha1(try first.certificate(.binary).bytes)),
                    encoding: .hexRaw
                )
                return request
            }
        }

        /// What the scenario must leave: the certificate with its key, no request, and one more row at the CA.
        func check(_ certificate: [UInt8], _ kind: Kind) async throws {
            let store = try EnrollmentStore(directory: fixture.directory)
            let installed = try #require(try store.certificates().first { $0.certificate == certificate })
            let key = try await StoreKeyProvider(store: store).open(try #require(installed.key))
            #expect(try Certificate(derEncoded: certificate).subjectPublicKeyInfo == key.publicKey)
            #expect(try store.requests().isEmpty)
            let rows = try await fixture.authority.bound(fixture.authority.administrator).requests(RecordQuery())
            #expect(rows.count == (kind == .renewal ? 2 : 1))
            if kind == .renewal {
                let old = try #require(try store.certificates().first { $0.certificate != certificate }).certificate
                #expect(installed.renewedCertificate == old)
            }
        }
    }

    private func world(_ body: (World) async throws -> Void) async throws {
        try await EnrollmentFixture.with { try await body(World($0)) }
    }

    @Test("out of band: createRequest, another program submits, a restart, installResponse", arguments: Kind.allCases)
    func outOfBand(_ kind: Kind) async throws {
        try await world { world in
            let enrollment = try await world.enrollment()
            try await enrollment.initializeFromRequest(try await world.request(kind))
            let request = try await enrollment.createRequest(.binary).bytes
            #expect(enrollment.status.status == .enrollPended)
            try await world.restart()
            let client = world.certRequest()
            let format = try enrollment.request.format
            let disposition = try await client.submit(
                request,
                flags: SubmitFlags(.binary, format, .fullResponse),
                attributes: RequestAttributes(raw: ""),
                config: world.config
            )
            #expect(disposition == .issued)
            let answer = try #require(try client.fullResponseProperty(.fullResponse).bytes)
            try await world.restart()
            let later = try await world.enrollment()
            try later.initialize(.user)
            try await later.installResponse(.allowNone, response: answer, encoding: .binary)
            #expect(later.status.status == .enrolled)
            try await world.check(try later.certificate(.binary).bytes, kind)
        }
    }

    @Test("automatic: a restart, then enroll", arguments: Kind.allCases)
    func automatic(_ kind: Kind) async throws {
        try await world { world in
            let request = try await world.request(kind)
            try await world.restart()
            let enrollment = try await world.enrollment()
            try await enrollment.initializeFromRequest(request)
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled)
            try await world.check(try enrollment.certificate(.binary).bytes, kind)
        }
    }

    @Test("delayed: submitted, pending, a restart, approved, a restart, and a fresh object installs", arguments: Kind.allCases)
    func delayed(_ kind: Kind) async throws {
        try await world { world in
            let request = try await world.request(kind)
            try await world.fixture.authority.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
            let enrollment = try await world.enrollment()
            try await enrollment.initializeFromRequest(request)
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrollPended)
            let (id, config) = (enrollment.requestID, enrollment.caConfigString)
            try await world.restart()
            let officer = world.fixture.authority.caller(world.fixture.authority.officer)
            _ = try await world.service.authority(named: TestAuthority.issuingName, for: officer).approve(RequestID(id))
            try await world.restart()
            let client = world.certRequest()
            #expect(try await client.retrievePending(id, config: config) == .issued)
            let later = try await world.enrollment()
            try later.initialize(.user)
            try await later.installResponse(
                .allowNone,
                response: try client.certificate(OutputFlags(.binary, .chain)).bytes,
                encoding: .binary
            )
            try await world.check(try later.certificate(.binary).bytes, kind)
        }
    }

    @Test("self-signed: the certificate that createRequest gives installs on the same object or on a later one", arguments: [true, false])
    func selfSigned(_ isSame: Bool) async throws {
        try await world { world in
            let request = X509CertificateRequestCertificate(lookup: CertificateLookup(stores: world.stores))
            try request.initialize(.user)
            request.subject = try DistinguishedName(rfc4514: "CN=self")
            request.exportable = true
            let first = try await world.enrollment()
            try await first.initializeFromRequest(request)
            let certificate = try await first.createRequest(.base64).text
            var last = first
            if !isSame {
                last = try await world.enrollment()
                try last.initialize(.user)
            }
            // Nobody trusts it, so it needs AllowUntrustedCertificate.
            #expect(await failure { try await last.installResponse(.allowNone, response: certificate) } == .untrustedRoot)
            try await last.installResponse(.allowUntrustedCertificate, response: certificate, password: "")
            #expect(try last.certificate().text == certificate)
            let pfx = try await last.createPFX(password: "", exportOptions: .eeOnly, encoding: .binary).bytes
            let judged = try runTool(["openssl", "pkcs12", "-nodes", "-passin", "pass:"], input: pfx)
            #expect(judged.status == 0, "\(judged.errorText)")
        }
    }
}
