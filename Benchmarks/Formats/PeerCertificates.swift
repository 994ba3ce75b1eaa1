import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
@_spi(CMS) @_spi(FixedExpiryValidationTime) import X509

/// The same work with swift-certificates.
enum PeerCertificates {
    static let who = "swift-certificates"

    static func works(_ inputs: Inputs) throws -> [Work] {
        let leafBytes = try inputs.read("leaf-p256.der")
        var works = [Work("parse certificate", who) { consume(try Certificate(derEncoded: leafBytes)) }]
        for kind in ["p256", "rsa"] {
            let bytes = try inputs.read("request-\(kind).der")
            works.append(
                Work("parse and verify PKCS#10, \(kind)", who) {
                    let request = try CertificateSigningRequest(derEncoded: bytes)
                    guard request.publicKey.isValidSignature(request.signature, for: request) else {
                        throw BenchError("the request is not valid")
                    }
                }
            )
            let key = try key("ca-\(kind)", inputs)
            let leaf = try Certificate(derEncoded: try inputs.read("leaf-\(kind).der"))
            let ca = try Certificate(derEncoded: try inputs.read("ca-\(kind).der"))
            works.append(
                Work("build and sign certificate, \(kind)", who) {
                    let made = try Certificate(
                        version: .v3,
                        serialNumber: Certificate.SerialNumber(),
                        publicKey: leaf.publicKey,
                        notValidBefore: Inputs.time,
                        notValidAfter: Inputs.time.addingTimeInterval(31_536_000),
                        issuer: ca.subject,
                        subject: leaf.subject,
                        signatureAlgorithm: kind == "rsa" ? .sha256WithRSAEncryption : .ecdsaWithSHA256,
                        extensions: try Certificate.Extensions {
                            Critical(BasicConstraints.notCertificateAuthority)
                            Critical(KeyUsage(digitalSignature: true))
                            try ExtendedKeyUsage([.serverAuth, .clientAuth, .emailProtection])
                            SubjectAlternativeNames([.dnsName("www.example.test"), .dnsName("example.test")])
                            SubjectKeyIdentifier(hash: leaf.publicKey)
                            AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: key.publicKey).keyIdentifier)
                            AuthorityInformationAccess([
                                .init(method: .issuingCA, location: .uniformResourceIdentifier("http://ca.example.test/ca.crt")),
                                .init(method: .ocspServer, location: .uniformResourceIdentifier("http://ocsp.example.test")),
                            ])
                        },
                        issuerPrivateKey: key
                    )
                    var serializer = DER.Serializer()
                    try serializer.serialize(made)
                    consume(serializer.serializedBytes)
                }
            )
        }
        return works + (try messages(inputs))
    }

    private static func key(_ name: String, _ inputs: Inputs) throws -> Certificate.PrivateKey {
        let pkcs8 = try inputs.read(name + ".key")
        return name.hasSuffix("rsa")
            ? Certificate.PrivateKey(try _RSA.Signing.PrivateKey(derRepresentation: pkcs8))
            : Certificate.PrivateKey(try P256.Signing.PrivateKey(derRepresentation: pkcs8))
    }

    private static func messages(_ inputs: Inputs) throws -> [Work] {
        let content = [UInt8](repeating: 0x61, count: 1_024)
        let leaf = try Certificate(derEncoded: try inputs.read("leaf-p256.der"))
        let roots = CertificateStore([try Certificate(derEncoded: try inputs.read("ca-p256.der"))])
        let key = try key("leaf-p256", inputs)
        let time = Inputs.time.addingTimeInterval(60)
        let sign = { try CMS.sign(content, certificate: leaf, privateKey: key, signingTime: time, detached: false) }
        let message = try sign()
        return [
            Work("CMS sign, p256", who) { consume(try sign()) },
            Work("CMS verify, p256", who) {
                let result = await CMS.isValidAttachedSignature(signatureBytes: message, trustRoots: roots) {
                    RFC5280Policy(fixedExpiryValidationTime: time)
                }
                guard case .success = result else { throw BenchError("the message is not valid: \(result)") }
            },
        ]
    }
}
