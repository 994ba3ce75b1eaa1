import PKIFormats
import PKITesting
import Testing

@Suite("the full response of the CM REST example")
struct SeedResponseTests {
    private let message: SignedData
    private let response: PKIResponse

    init() throws {
        message = try SignedData(contentInfo: SampleVectors.cmFullResponse)
        response = try PKIResponse(derEncoded: #require(message.content))
    }

    @Test("it is CMC and says that the certificate was issued")
    func status() throws {
        #expect(try SampleVectors.cmFullResponse.count == 5_258)
        #expect(message.contentType == OID.CMC.pkiResponse)
        #expect(message.version == 3)
        #expect(message.digestAlgorithms == [.sha1])
        #expect(response.controls.map(\.bodyPartID) == [1, 2])
        #expect(response.statuses == [CMCStatusInfo(status: CMCStatusInfo.success, bodyList: [1], statusString: "Issued")])
        #expect(response.statuses.first?.otherInfo == CMCStatusInfo.OtherInformation.none)
    }

    @Test("it carries three certificates, and the issued-certificate hash is that of the end-entity certificate")
    func certificates() throws {
        let certificates = try message.certificates.map { try Certificate(derEncoded: $0) }
        #expect(certificates.count == 3)
        #expect(zip(certificates, message.certificates).allSatisfy { $0.derEncoded == $1 })
        let hash = try #require(response.issuedCertificateHash)
        let matching = try certificates.filter { try openSSLSHA1($0.derEncoded) == hash }
        #expect(matching.count == 1)
        let issued = try #require(matching.first)
        #expect(issued.basicConstraints?.isCA != true)
        #expect(issued.subject.commonName != nil)
        #expect(try issued.value(of: CertificateTemplateInformation.self) != nil)
        #expect(certificates.filter { $0.issuer.matches(issued.subject) }.isEmpty)
    }

    @Test("its signer is named by issuer and serial number and has the two signed attributes")
    func signer() throws {
        let signer = try #require(message.signers.first)
        #expect(message.signers.count == 1)
        guard case .issuerAndSerialNumber(let issuer, let serialNumber) = signer.identifier else {
            Issue.record("expected issuer and serial number")
            return
        }
        #expect(issuer.rfc4514 == "CN=Microsoft Corporate Root CA,O=Microsoft Corporation")
        #expect(Hex.encode(serialNumber) == "7f000000df86e5ac62afed69c80000000000df")
        #expect(signer.signedContentType == OID.CMC.pkiResponse)
        #expect(try signer.signedMessageDigest == openSSLSHA1(#require(message.content)))
        #expect(signer.signatureAlgorithm == .rsaEncryption)
        #expect(signer.signature.count == 256)
        #expect(signer.signingTime == nil)
    }

    @Test("written again it is the same, octet for octet")
    func writtenAgain() throws {
        #expect(try message.contentInfo == SampleVectors.cmFullResponse)
        #expect(response.derEncoded == message.content)
        let made = PKIResponse.make(
            status: CMCStatusInfo(status: CMCStatusInfo.success, statusString: "Issued"),
            issuedCertificateHash: response.issuedCertificateHash
        )
        #expect(made.derEncoded == message.content)
        #expect(try PKIResponse(controls: made.controls) == response)
    }

    @Test("OpenSSL reads what we wrote")
    func openSSLReads() throws {
        let result = try runTool(["openssl", "cms", "-cmsout", "-print", "-noout", "-inform", "DER"], input: message.contentInfo)
        #expect(result.status == 0)
        #expect(result.text.contains("id-cct-PKIResponse"))
    }

    private func openSSLSHA1(_ bytes: [UInt8]) throws -> [UInt8] {
        try runTool(["openssl", "dgst", "-sha1", "-binary"], input: bytes).stdout
    }
}
