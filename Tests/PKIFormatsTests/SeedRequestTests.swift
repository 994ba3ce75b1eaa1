import PKIFormats
import PKITesting
import Testing

@Suite("the request of the CM REST example")
struct SeedRequestTests {
    private let request: CertificationRequest

    init() throws {
        request = try CertificationRequest(derEncoded: SampleVectors.cmCertificateRequest)
    }

    @Test("its key, empty subject and SHA-1 signature are read")
    func keyAndSignature() throws {
        #expect(request.derEncoded.count == 864)
        #expect(request.version == 1)
        #expect(request.subject.isEmpty)
        #expect(request.subjectPublicKeyInfo.kind == .rsa(bits: 2048))
        #expect(request.subjectPublicKeyInfo.rsaComponents?.exponent == [1, 0, 1])
        #expect(request.signatureAlgorithm == .rsaWithSHA1)
        #expect(request.signatureAlgorithm.digest == .sha1)
        #expect(request.signature.count == 256)
    }

    @Test("every Microsoft attribute is read")
    func microsoftAttributes() throws {
        #expect(
            request.attributes.map(\.oid.dotted) == [
                "1.3.6.1.4.1.311.13.2.3", "1.2.840.113549.1.9.14", "1.3.6.1.4.1.311.21.20", "1.3.6.1.4.1.311.13.2.2",
            ]
        )
        #expect(request.osVersion == "6.3.9600.2")
        #expect(
            request.clientInformation
                == RequestClientInformation(
                    clientID: 5,
                    machineName: "Jimaco.redmond.corp.microsoft.com",
                    userName: "REDMOND\\v-jibran",
                    processName: "FIMCMModernApp.exe"
                )
        )
        #expect(request.cspProvider?.keySpec == 0)
        #expect(request.cspProvider?.providerName == "Microsoft Smart Card Key Storage Provider")
        #expect(request.cspProvider?.signature == [])
        #expect(request.requestedExtensions.map(\.oid) == [OID.Extensions.subjectKeyIdentifier])
        #expect(try request.requestedValue(of: SubjectKeyIdentifier.self)?.bytes == Hex.decode("6E06B3A559EE62E51D8D214FDBBCF4F89045FE49"))
        #expect(request.templateNames == [])
        #expect(request.challengePassword == nil)
        #expect(request.nameValuePairs == [])
    }

    @Test("written again from its parts it is the same, attribute order aside")
    func writtenAgain() throws {
        let info = CertificationRequestInfo(
            subject: request.subject,
            subjectPublicKeyInfo: request.subjectPublicKeyInfo,
            attributes: request.attributes
        )
        let whole = CertificationRequestInfo.assemble(
            info: request.infoBytes,
            algorithm: request.signatureAlgorithm,
            signature: request.signature
        )
        #expect(whole == request.derEncoded)
        let reread = try CertificationRequest(
            derEncoded: CertificationRequestInfo.assemble(info: info.derEncoded(), algorithm: .rsaWithSHA1, signature: request.signature)
        )
        #expect(reread.clientInformation == request.clientInformation)
        #expect(Set(reread.attributes) == Set(request.attributes))
    }
}
