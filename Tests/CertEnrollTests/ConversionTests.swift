import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import SwiftASN1
import Testing
import X509

@Suite("Conversions to swift-certificates and swift-asn1")
struct ConversionTests {
    @Test("a certificate goes to swift-certificates and back without a change")
    func certificates() async throws {
        let hierarchy = try await SampleHierarchy.make()
        for certificate in hierarchy.chain + [hierarchy.server.certificate, hierarchy.user.certificate] {
            let theirs = try X509.Certificate(certificate)
            #expect(Array(theirs.serialNumber.bytes) == certificate.serialNumber)
            #expect(theirs.notValidAfter == certificate.notAfter)
            #expect(try PKIFormats.Certificate(theirs) == certificate)
        }
    }

    @Test("a certificate with an algorithm swift-certificates does not know is refused with its reason")
    func unknownAlgorithm() async throws {
        let key = try PrivateKey(generating: .p256)
        let body = TBSCertificate(
            serialNumber: [1],
            signatureAlgorithm: PKIFormats.AlgorithmIdentifier("1.2.3.4"),
            issuer: .of([(.commonName, "CA")]),
            notBefore: SampleHierarchy.notBefore,
            notAfter: SampleHierarchy.leafNotAfter,
            subject: .of([(.commonName, "leaf")]),
            subjectPublicKeyInfo: key.publicKey
        )
        let certificate = try PKIFormats.Certificate(
            derEncoded: TBSCertificate.assemble(tbs: body.derEncoded(), algorithm: body.signatureAlgorithm, signature: [1])
        )
        let error = #expect(throws: ConversionError.self) { try X509.Certificate(certificate) }
        #expect(error?.description.contains("X509.Certificate cannot hold this value") == true)
    }

    @Test("a request goes to swift-certificates and back without a change, and its signature still fits")
    func requests() async throws {
        for specification in [KeySpecification.p256, .p384, .rsa(bits: 2048), .ed25519] {
            let key = try PrivateKey(generating: specification)
            let request = try CertificationRequest(
                derEncoded: try await RequestBuilder.pkcs10(
                    key: key,
                    subject: .of([(.commonName, "www.example.test")]),
                    extensions: [SubjectAlternativeName([.dnsName("www.example.test")]).asExtension()]
                )
            )
            let theirs = try X509.CertificateSigningRequest(request)
            #expect(theirs.publicKey.isValidSignature(theirs.signature, for: theirs))
            #expect(try CertificationRequest(theirs) == request)
        }
    }

    @Test("a PEM block goes to swift-asn1 and back; one with header lines is refused")
    func documents() throws {
        let ours = PKIFormats.PEMDocument(label: "CERTIFICATE REQUEST", bytes: [1, 2, 3])
        let theirs = try SwiftASN1.PEMDocument(ours)
        #expect(theirs.pemString + "\n" == ours.text)
        #expect(try PKIFormats.PEMDocument(theirs) == ours)
        let old = PKIFormats.PEMDocument(label: "RSA PRIVATE KEY", bytes: [1], headers: ["Proc-Type: 4,ENCRYPTED"])
        #expect(throws: ConversionError.self) { try SwiftASN1.PEMDocument(old) }
        #expect(throws: ConversionError.self) { try PKIFormats.PEMDocument(SwiftASN1.PEMDocument(type: "A\nB", derBytes: [])) }
    }
}
