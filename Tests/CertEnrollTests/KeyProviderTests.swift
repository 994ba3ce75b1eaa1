import CAInterface
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Keys by reference")
struct KeyProviderTests {
    private func enrollment(_ fixture: EnrollmentFixture, _ providers: [any KeyProvider]) -> X509Enrollment {
        X509Enrollment(stores: .init(directory: fixture.directory), server: WatchedServer(fixture), providers: providers)
    }

    @Test("a key made on a token is enrolled and installed by its reference, and cannot be written out")
    func token() async throws {
        try await EnrollmentFixture.with { fixture in
            let token = Token()
            let enrollment = enrollment(fixture, [token])
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            try enrollment.innermostRequest.providerName = "token"
            try enrollment.innermostRequest.exportable = true
            try await enrollment.enroll()
            let installed = try #require(try fixture.store().certificates().first)
            #expect(installed.key == CertEnroll.KeyReference(provider: "token", name: "object=0"))
            let publicKey = try Certificate(derEncoded: installed.certificate).subjectPublicKeyInfo
            #expect(try await token.open(#require(installed.key)).publicKey == publicKey)
            #expect(await failure { try await enrollment.exportPEM() } == .xenrollKeyNotExportable)
        }
    }

    @Test("a given key that cannot be written out is kept by its reference, and without one nothing is sent")
    func givenKey() async throws {
        try await EnrollmentFixture.with { fixture in
            let token = Token()
            let made = try await token.create(.p256, exportable: false)
            let request = X509CertificateRequestPkcs10()
            try request.initializeFromPrivateKey(.user, key: made.key)
            let server = WatchedServer(fixture)
            let lost = X509Enrollment(stores: .init(directory: fixture.directory), server: server)
            try await lost.initializeFromRequest(request)
            try lost.nameValuePairs.add("CertificateTemplate", "User")
            #expect(await failure { try await lost.enroll() } == .xenrollKeyNotExportable)
            #expect(server.submissions.isEmpty)

            let known = X509CertificateRequestPkcs10()
            try known.initializeFromPrivateKey(.user, key: made.key, reference: made.reference)
            let kept = X509Enrollment(stores: .init(directory: fixture.directory), server: server)
            try await kept.initializeFromRequest(known)
            try kept.nameValuePairs.add("CertificateTemplate", "User")
            try await kept.enroll()
            #expect(kept.status.status == .enrolled)
            #expect(try fixture.store().certificates().map(\.key) == [made.reference])
        }
    }

    @Test("a request whose key the store does not have is refused before it is sent")
    func foreignRequest() async throws {
        try await EnrollmentFixture.with { fixture in
            let elsewhere = X509CertificateRequestPkcs10()
            try elsewhere.initialize(.user)
            try await elsewhere.encode()
            let request = X509CertificateRequestPkcs10()
            try request.initializeDecode(elsewhere.rawData(.binary).bytes, encoding: .binary)
            let server = WatchedServer(fixture)
            let enrollment = X509Enrollment(stores: .init(directory: fixture.directory), server: server)
            try await enrollment.initializeFromRequest(request)
            #expect(await failure { try await enrollment.enroll() } == .cryptNotFound)
            #expect(server.submissions.isEmpty)
        }
    }

    @Test("a provider the program lacks is 0x80090016 and named")
    func unknownProvider() async throws {
        try await EnrollmentFixture.with { fixture in
            let enrollment = enrollment(fixture, [])
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            try enrollment.innermostRequest.providerName = "smart card"
            #expect(await failure { try await enrollment.enroll() } == .badKeyset)
            #expect(enrollment.status.text.contains("smart card"))
        }
    }

    @Test("a key of the store whose file is gone is 0x80090016, and so is a name that no key has")
    func missingKey() async throws {
        try await withTemporaryDirectory { directory in
            let provider = StoreKeyProvider(store: try EnrollmentStore(directory: directory))
            let made = try await provider.create(.p256, exportable: true)
            #expect(try await PrivateKey(pkcs8: provider.export(made.reference)).publicKey == made.key.publicKey)
            for name in [String(repeating: "0", count: 64), "../store", ""] {
                let absent = CertEnroll.KeyReference(provider: "store", name: name)
                #expect(await failure { try await provider.open(absent) } == .badKeyset)
            }
        }
    }

    @Test("a request that wraps another is kept and handed over as a whole, with the key of the innermost")
    func wrapped() async throws {
        try await withTemporaryDirectory { directory in
            let inner = X509CertificateRequestPkcs10()
            try inner.initialize(.machine)
            inner.exportable = true
            let enrollment = X509Enrollment(stores: .init(directory: directory))
            try await enrollment.initializeFromRequest(WrappedRequest(inner))
            let bytes = try await enrollment.createRequest(.binary).bytes
            #expect(bytes == Array("wrapped".utf8) + (try inner.rawData(.binary).bytes))
            let pending = try #require(try EnrollmentStore(directory: directory).requests().first)
            #expect(pending.kind == .pkcs7 && pending.request == bytes && pending.exportable)
            #expect(pending.renewedCertificate == [1, 2] && pending.archivedKeyHash == [3, 4])
            #expect(pending.publicKey == inner.publicKey?.derEncoded)
            #expect(try enrollment.innermostRequest === inner && enrollment.request.type.rawValue == 2)
        }
    }
}

/// A kind of request that only this test knows.
private final class WrappedRequest: IX509CertificateRequest {
    let type = X509RequestType.pkcs7
    let format = RequestFormat.pkcs7
    var renewalCertificate: [UInt8]? = [1, 2]
    var silent = false
    var parentWindow = 0
    var uiContextMessage = ""
    var suppressDefaults = false
    var clientID = RequestClientInfoClientId.test
    var hashAlgorithm: DigestAlgorithm?
    var alternateSignatureAlgorithm = false
    let encryptedKeyHash: [UInt8]? = [3, 4]
    let innermost: X509CertificateRequestPkcs10

    init(_ inner: X509CertificateRequestPkcs10) { innermost = inner }

    var enrollmentContext: X509CertificateEnrollmentContext { innermost.enrollmentContext }
    var publicKey: SubjectPublicKeyInfo? { innermost.publicKey }
    func initialize(_ context: X509CertificateEnrollmentContext) throws { try innermost.initialize(context) }
    func innerRequest(_ level: InnerRequestLevel) throws -> any IX509CertificateRequest { innermost }
    func encode(with keys: any KeyMaker) async throws { try await innermost.encode(with: keys) }
    func resetForEncode() throws { try innermost.resetForEncode() }
    func rawData(_ encoding: EncodingType) throws -> EncodedBytes {
        try encoding.encode(Array("wrapped".utf8) + (try innermost.rawData(.binary).bytes))
    }
}
