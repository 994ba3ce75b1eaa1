import CACore
import CAInterface
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Reading a submission")
struct ReceivedRequestTests {
    private func valid() async throws -> [UInt8] {
        try await RequestBuilder.pkcs10(key: PrivateKey(generating: .p256), subject: .of([(.commonName, "x")]))
    }

    private func failure(_ bytes: [UInt8], format: RequestFormat = .any) -> CAError? {
        do {
            _ = try ReceivedRequest(Submission(bytes: bytes, format: format))
            return nil
        } catch {
            return error as? CAError
        }
    }

    @Test("a signature that verifies shows possession, with its digest")
    func shown() async throws {
        #expect(try ReceivedRequest(Submission(bytes: await valid())).proof == .shown(.sha256))
    }

    @Test("the request of a 2015 client is read, its SHA-1 signature verifies, and its attributes become pairs")
    func sample() throws {
        let received = try ReceivedRequest(Submission(bytes: SampleVectors.cmCertificateRequest))
        #expect(received.proof == .shown(.sha1))
        #expect(received.keyKind == .rsa(bits: 2048))
        #expect(received.subject.isEmpty)
        #expect(received.pairs.contains { $0.name == "RequestOSVersion" })
        #expect(received.requestType == 0x100)
    }

    @Test("a request whose signature does not verify is readable, but does not show possession")
    func tampered() async throws {
        let one = try CertificationRequest(derEncoded: await valid())
        let other = try CertificationRequest(derEncoded: await valid())
        let mixed = CertificationRequestInfo.assemble(info: one.infoBytes, algorithm: one.signatureAlgorithm, signature: other.signature)
        #expect(try ReceivedRequest(Submission(bytes: mixed)).proof == .failed)
    }

    @Test("truncated and trailing bytes are malformed with 0x80091004")
    func truncated() async throws {
        let bytes = try await valid()
        for broken in [Array(bytes.dropLast()), bytes + [0], [], [0x30], [UInt8](repeating: 0x41, count: 100), Array(bytes.dropFirst())] {
            let error = try #require(failure(broken))
            #expect(error.code == .malformed)
            #expect(error.status == .invalidMessageType)
        }
    }

    @Test("every truncation of a request is refused without a trap")
    func everyPrefix() async throws {
        let bytes = try await valid()
        for length in 0..<bytes.count { #expect(failure(Array(bytes.prefix(length)))?.code == .malformed) }
    }

    @Test("another format than the one announced, and CMS without a request, are refused by name")
    func formats() async throws {
        let bytes = try await valid()
        #expect(failure(bytes, format: .cmc)?.message.contains("announced as a CMC message") == true)
        let cms = SignedData.certsOnly([])
        #expect(failure(cms)?.status == .invalidData)
        #expect(failure(bytes, format: .pkcs10) == nil)
    }

    @Test("a request of more than 256 KiB is not read")
    func large() {
        #expect(failure([UInt8](repeating: 0x30, count: 256 * 1024 + 1))?.code == .malformed)
    }

    @Test(
        "an unreadable template extension is malformed, not absent",
        arguments: [OID.Microsoft.templateName, OID.Microsoft.certificateTemplate]
    )
    func extensions(_ oid: OID) async throws {
        let bytes = try await RequestBuilder.pkcs10(
            key: PrivateKey(generating: .p256),
            subject: .empty,
            extensions: [CertificateExtension(oid, value: [0x02, 0x01])]
        )
        #expect(failure(bytes)?.code == .malformed)
    }
}
