import CACore
import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

/// What public scripts do with the COM objects, call by call, with the numbers that they pass.
@Suite("Call sequences of scripts: requests")
struct RequestSequenceTests {
    private func enrolled(_ fixture: EnrollmentFixture, template: String = "User") async throws -> (
        certificate: Certificate, thumbprint: String
    ) {
        let enrollment = fixture.enrollment()
        try await enrollment.initializeFromTemplateName(X509CertificateEnrollmentContext(rawValue: 1), templateName: template)
        try await enrollment.enroll()
        let bytes = try enrollment.certificate(.binary).bytes
        return (try Certificate(derEncoded: bytes), Hex.encode(Digest.sha1(bytes)))
    }

    private func lookup(_ fixture: EnrollmentFixture) -> CertificateLookup {
        CertificateLookup(stores: .init(directory: fixture.directory))
    }

    @Test("renewal by thumbprint with inherit flags: PKCS #7, new key and same key", arguments: [2, 3] as [UInt32])
    func renewalByThumbprint(key: UInt32) async throws {
        try await EnrollmentFixture.with { fixture in
            let old = try await enrolled(fixture)
            // $pkcs7.InitializeFromCertificate(1, $true, $thumbprint, 12, 0x20 -bor 0x40 -bor 0x80 -bor $key)
            let request = X509CertificateRequestPkcs7(lookup: lookup(fixture))
            try await request.initializeFromCertificate(
                X509CertificateEnrollmentContext(rawValue: 1),
                renewalRequest: true,
                certificate: old.thumbprint,
                encoding: EncodingType(rawValue: 12),
                inheritOptions: X509RequestInheritOptions(rawValue: 0x20 | 0x40 | 0x80 | key)
            )
            // $enroll.InitializeFromRequest($pkcs7); $enroll.Enroll()
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromRequest(request)
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled, "\(enrollment.status.text)")
            let renewed = try Certificate(derEncoded: enrollment.certificate(.binary).bytes)
            #expect((renewed.subjectPublicKeyInfo == old.certificate.subjectPublicKeyInfo) == (key == 3))
            #expect(renewed.subject == old.certificate.subject && renewed != old.certificate)
            let installed = try fixture.store().certificates().first { $0.certificate == renewed.derEncoded }
            #expect(installed?.renewedCertificate == old.certificate.derEncoded)
        }
    }

    @Test("after a renewal the old certificate is archived and names its successor, which names its originator")
    func renewalProperties() async throws {
        try await EnrollmentFixture.with { fixture in
            let old = try await enrolled(fixture)
            let request = X509CertificateRequestPkcs7(lookup: lookup(fixture))
            try await request.initializeFromCertificate(.user, renewalRequest: true, certificate: old.thumbprint, encoding: .hexRaw)
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromRequest(request)
            try await enrollment.enroll()
            let renewed = try enrollment.certificate(.binary).bytes
            let renewal = CertPropertyRenewal(lookup: lookup(fixture))
            try renewal.initializeFromCertificate(false, encoding: .binary, certificate: old.certificate.derEncoded)
            #expect(try renewal.renewal(.binary).bytes == Digest.sha1(renewed))
            let archived = CertPropertyArchived(lookup: lookup(fixture))
            try archived.initializeFromCertificate(false, encoding: .binary, certificate: old.certificate.derEncoded)
            #expect(try archived.archived)
            let originator = CertPropertyRequestOriginator(lookup: lookup(fixture))
            try originator.initializeFromCertificate(false, encoding: .binary, certificate: renewed)
            #expect(try originator.requestOriginator == ProcessInfo.processInfo.hostName)
            let other = CertPropertyArchived(lookup: lookup(fixture))
            #expect(
                await failure { try other.initializeFromCertificate(false, encoding: .binary, certificate: renewed) } == .cryptNotFound
            )
        }
    }

    @Test("renewal by CMC: the key of the request signs first, the old certificate second")
    func renewalByCmc() async throws {
        try await EnrollmentFixture.with { fixture in
            let old = try await enrolled(fixture)
            let request = X509CertificateRequestCmc(lookup: lookup(fixture))
            try await request.initializeFromCertificate(
                X509CertificateEnrollmentContext(rawValue: 1),
                renewalRequest: true,
                certificate: Hex.encode(old.certificate.serialNumber),
                encoding: EncodingType(rawValue: 12),
                inheritOptions: X509RequestInheritOptions(rawValue: 0)
            )
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromRequest(request)
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled, "\(enrollment.status.text)")
            #expect(try enrollment.request.renewalCertificate == old.certificate.derEncoded)
        }
    }

    @Test("on behalf of: PKCS #7 with RequesterName, signed by the enrollment agent's certificate")
    func onBehalfOf() async throws {
        try await EnrollmentFixture.with({ $0.administrator }) { fixture in
            try await fixture.authority.changeTemplate("EnrollmentAgent") { $0.enrollmentFlags.remove(.pendAllRequests) }
            let users = WellKnownAccount.users.sid(in: TestAuthority.domain)
            let grant = AgentGrant(agent: fixture.caller.id, template: "User", subjects: users)
            try await fixture.authority.store.commit([.agentGranted(grant)], expecting: .nothing)
            let agent = try await enrolled(fixture, template: "EnrollmentAgent")
            // $pkcs10.InitializeFromTemplateName(1, "User"); $pkcs7.InitializeFromInnerRequest($pkcs10)
            let inner = X509CertificateRequestPkcs10(lookup: lookup(fixture))
            try await inner.initializeFromTemplateName(.user, templateName: "User", policyServer: WatchedServer(fixture))
            let request = X509CertificateRequestPkcs7(lookup: lookup(fixture))
            try request.initializeFromInnerRequest(inner)
            // $pkcs7.RequesterName = "EXAMPLE\bob"
            request.requesterName = "EXAMPLE\\bob"
            // $signer.Initialize(0, 0, 12, $agentThumbprint); $pkcs7.SignerCertificate = $signer
            let signer = SignerCertificate(lookup: lookup(fixture))
            try await signer.initialize(
                machineContext: false,
                verifyType: X509PrivateKeyVerify(rawValue: 0),
                encoding: EncodingType(rawValue: 12),
                certificate: agent.thumbprint
            )
            request.signerCertificate = signer
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromRequest(request)
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled, "\(enrollment.status.text)")
            #expect(try Certificate(derEncoded: enrollment.certificate(.binary).bytes).userPrincipalName == "bob@example.test")
        }
    }

    @Test("self-signed: InitializeFromPrivateKey, CreateRequest, InstallResponse(2), CreatePFX(\"\", 0)")
    func selfSigned() async throws {
        try await withTemporaryDirectory { directory in
            // $key.Create(); $cert.InitializeFromPrivateKey(1, $key, "")
            let store = EnrollmentStore.Location(directory: directory)
            let key = try await StoreKeyProvider(store: EnrollmentStore(directory: directory)).create(.p256, exportable: true)
            let certificate = X509CertificateRequestCertificate(lookup: CertificateLookup(stores: store))
            try certificate.initializeFromPrivateKey(.user, key: key.key, reference: key.reference)
            // $cert.Subject = $name; $cert.Issuer = $cert.Subject; $cert.X509Extensions.Add($eku); $cert.Encode()
            certificate.subject = .of([(OID.commonName, "localhost")])
            certificate.issuer = certificate.subject
            certificate.exportable = true
            try certificate.x509Extensions.add(X509Extension.of(ExtendedKeyUsage([OID.KeyPurpose.serverAuth]).asExtension()))
            try await certificate.encode()
            // $enroll.InitializeFromRequest($cert); $data = $enroll.CreateRequest(0); $enroll.InstallResponse(2, $data, 0, "")
            let enrollment = X509Enrollment(stores: store)
            try await enrollment.initializeFromRequest(certificate)
            let data = try await enrollment.createRequest(EncodingType(rawValue: 0))
            try await enrollment.installResponse(
                InstallResponseRestrictionFlags(rawValue: 2),
                response: data.text,
                encoding: EncodingType(rawValue: 0),
                password: ""
            )
            #expect(enrollment.status.status == .enrolled)
            let pfx = try await enrollment.createPFX(password: "", exportOptions: PFXExportOptions(rawValue: 0), encoding: .binary)
            let opened = try runTool(["openssl", "pkcs12", "-nodes", "-passin", "pass:"], input: pfx.bytes)
            #expect(opened.status == 0, "\(opened.errorText)")
            let made = try PEMDocument.parse(opened.text).first { $0.label == "CERTIFICATE" }
            #expect(try made.map { try Certificate(derEncoded: $0.bytes).subject.commonName } == "localhost")
        }
    }

    @Test("CMC in CMC with a pair for the template is issued")
    func cmcWithPairs() async throws {
        try await EnrollmentFixture.with { fixture in
            let inner = X509CertificateRequestCmc(lookup: lookup(fixture))
            try inner.initialize(.user)
            let request = X509CertificateRequestCmc(lookup: lookup(fixture))
            try request.initializeFromInnerRequest(inner)
            request.nameValuePairs.add("CertificateTemplate", "User")
            request.transactionId = 5
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromRequest(request)
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled, "\(enrollment.status.text)")
        }
    }

    @Test("a null-signed request is refused when it comes bare")
    func nullSigned() async throws {
        try await EnrollmentFixture.with { fixture in
            let key = try PrivateKey(generating: .p256)
            let request = X509CertificateRequestPkcs10()
            try request.initializeFromPublicKey(.user, key: key.publicKey)
            try await request.encode()
            let client = CertCli.CertRequest(
                connector: InProcessConnector(authorities: fixture.authority.service, caller: fixture.authority.caller(fixture.caller))
            )
            let bytes = try request.rawData(.binary).bytes
            let code = try? await client.submit(
                bytes,
                format: .pkcs10,
                options: [],
                attributes: ["CertificateTemplate": "User"],
                config: "localhost\\\(TestAuthority.issuingName)"
            )
            #expect(code != .issued)
        }
    }
}
