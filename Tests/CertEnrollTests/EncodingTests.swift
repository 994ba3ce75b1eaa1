import CAInterface
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Encoding a request, opening it and encoding it again")
struct EncodingTests {
    private func decoded(_ request: any IX509CertificateRequest) throws -> CertificationRequest {
        try CertificationRequest(derEncoded: request.rawData(.binary).bytes)
    }

    @Test("createRequest after resetForEncode hands over and keeps the changed request, by the same key")
    func opened() async throws {
        try await withTemporaryDirectory { directory in
            let enrollment = X509Enrollment(stores: .init(directory: directory))
            try enrollment.initialize(.user)
            let first = try CertificationRequest(derEncoded: try await enrollment.createRequest(.binary).bytes)
            let request = try enrollment.innermostRequest
            for explicit in [false, true] {
                try request.resetForEncode()
                request.subject = .of([(OID.commonName, "changed \(explicit)")])
                if explicit { try await request.encode() }
                let bytes = try await enrollment.createRequest(.binary).bytes
                let again = try CertificationRequest(derEncoded: bytes)
                #expect(again.subject.commonName == "changed \(explicit)")
                #expect(again.subjectPublicKeyInfo == first.subjectPublicKeyInfo)
                #expect(try EnrollmentStore(directory: directory).requests().map(\.request) == [bytes])
            }
        }
    }

    @Test("a request that was encoded before createRequest is handed over as it is, and its key is kept")
    func encodedFirst() async throws {
        try await withTemporaryDirectory { directory in
            let enrollment = X509Enrollment(stores: .init(directory: directory))
            try enrollment.initialize(.user)
            let request = try enrollment.innermostRequest
            try await request.encode()
            let bytes = try request.rawData(.binary).bytes
            #expect(try await enrollment.createRequest(.binary).bytes == bytes)
            let store = try EnrollmentStore(directory: directory)
            let pending = try #require(try store.requests().first)
            #expect(try await StoreKeyProvider(store: store).open(pending.key).publicKey == request.publicKey)
        }
    }

    @Test("a request that was read and is encoded again has each attribute once and the key of the store")
    func readAgain() async throws {
        try await withTemporaryDirectory { directory in
            let stores = EnrollmentStore.Location(directory: directory)
            let first = X509Enrollment(stores: stores)
            try first.initialize(.user)
            let original = try first.innermostRequest
            original.clientID = 9
            original.subject = .of([(OID.commonName, "before")])
            original.x509Extensions = [SubjectAlternativeName([.dnsName("a.example.test")]).asExtension()]
            original.cryptAttributes = [.nameValuePair(name: "CertificateTemplate", value: "WebServer")]
            let bytes = try await first.createRequest(.binary).bytes

            let request = X509CertificateRequestPkcs10()
            try request.initializeDecode(bytes, encoding: .binary)
            #expect(request.clientID == 9 && request.cryptAttributes == original.cryptAttributes)
            let second = X509Enrollment(stores: stores)
            try await second.initializeFromRequest(request)
            #expect(try await second.createRequest(.binary).bytes == bytes)
            try request.resetForEncode()
            request.subject = .of([(OID.commonName, "after")])
            let again = try CertificationRequest(derEncoded: try await second.createRequest(.binary).bytes)
            let before = try CertificationRequest(derEncoded: bytes)
            #expect(again.subject.commonName == "after" && again.subjectPublicKeyInfo == before.subjectPublicKeyInfo)
            #expect(Set(again.attributes) == Set(before.attributes) && again.attributes.count == before.attributes.count)
            #expect(try EnrollmentStore(directory: directory).requests().count == 1)
        }
    }

    @Test("a request that was read is not signed by another key: without its own, encode is 0x80090016")
    func withoutKey() async throws {
        let original = X509CertificateRequestPkcs10()
        try original.initialize(.user)
        try await original.encode()
        let request = X509CertificateRequestPkcs10()
        try request.initializeDecode(original.rawData(.binary).bytes, encoding: .binary)
        try request.resetForEncode()
        #expect(await failure { try await request.encode() } == .badKeyset)
        #expect(request.publicKey == original.publicKey)
    }
}
