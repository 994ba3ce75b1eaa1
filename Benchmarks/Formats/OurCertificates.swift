import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// Certificates, requests and signed messages with this library.
enum OurCertificates {
    static func works(_ inputs: Inputs) async throws -> [Work] {
        let leaf = try inputs.read("leaf-p256.der")
        var works = [Work("parse certificate", "ours") { consume(try Certificate(derEncoded: leaf)) }]
        for kind in ["p256", "rsa"] {
            let request = try inputs.read("request-\(kind).der")
            works.append(
                Work("parse and verify PKCS#10, \(kind)", "ours") {
                    guard try CertificationRequest(derEncoded: request).hasValidSignature() else {
                        throw BenchError("the request is not valid")
                    }
                }
            )
            let pkcs8 = try inputs.read("ca-\(kind).key")
            // The programs of this package sign RSA with the system's libcrypto; a library user signs with swift-crypto.
            var keys = [("ours", try PrivateKey(pkcs8: pkcs8))]
            if kind == "rsa" { keys.append(("ours, libcrypto", PrivateKey(custom: try OpenSSLRSAKey(pkcs8: pkcs8)))) }
            let certificate = try Certificate(derEncoded: try inputs.read("leaf-\(kind).der"))
            for (who, key) in keys {
                works.append(
                    Work("build and sign certificate, \(kind)", who) {
                        consume(
                            try await build(
                                key: key,
                                name: Inputs.name,
                                subject: certificate.subject,
                                subjectKey: certificate.subjectPublicKeyInfo
                            )
                        )
                    }
                )
            }
        }
        return works + (try await messages(inputs))
    }

    static func build(
        key: PrivateKey,
        name: DistinguishedName,
        subject: DistinguishedName,
        subjectKey: SubjectPublicKeyInfo,
        isCA: Bool = false
    ) async throws -> [UInt8] {
        let names = SubjectAlternativeName([.dnsName("www.example.test"), .dnsName("example.test")])
        let body = TBSCertificate(
            serialNumber: [0x4A] + SecureRandom.bytes(15),
            signatureAlgorithm: key.defaultSignatureAlgorithm,
            issuer: name,
            notBefore: Inputs.time,
            notAfter: Inputs.time.addingTimeInterval(31_536_000),
            subject: subject,
            subjectPublicKeyInfo: subjectKey,
            extensions: [
                BasicConstraints(isCA: isCA, pathLength: nil).asExtension(critical: true),
                KeyUsage(isCA ? [.keyCertSign, .cRLSign] : [.digitalSignature]).asExtension(critical: true),
                ExtendedKeyUsage([OID.KeyPurpose.serverAuth, OID.KeyPurpose.clientAuth, OID.KeyPurpose.emailProtection]).asExtension(),
                names.asExtension(), SubjectKeyIdentifier(subjectKey.keyIdentifier).asExtension(),
                AuthorityKeyIdentifier(keyIdentifier: key.publicKey.keyIdentifier).asExtension(),
                AuthorityInformationAccess(caIssuers: ["http://ca.example.test/ca.crt"], ocsp: ["http://ocsp.example.test"]).asExtension(),
            ]
        ).derEncoded()
        let signature = try await key.sign(body)
        return TBSCertificate.assemble(tbs: body, algorithm: key.defaultSignatureAlgorithm, signature: signature)
    }

    @inline(never)
    private static func signed(_ content: [UInt8], _ leaf: Certificate, _ key: PrivateKey) async throws -> [UInt8] {
        try await CMSSigner.sign(
            content: content,
            contentType: OID.CMS.data,
            certificate: leaf,
            key: key,
            certificates: [leaf.derEncoded],
            signingTime: Inputs.time.addingTimeInterval(60)
        )
    }

    private static func messages(_ inputs: Inputs) async throws -> [Work] {
        let content = [UInt8](repeating: 0x61, count: 1_024)
        let leaf = try Certificate(derEncoded: try inputs.read("leaf-p256.der"))
        let ca = try Certificate(derEncoded: try inputs.read("ca-p256.der"))
        let key = try PrivateKey(pkcs8: try inputs.read("leaf-p256.key"))
        let message = try await signed(content, leaf, key)
        try inputs.write("message.cms", message)
        return [
            Work("CMS sign, p256", "ours") { consume(try await signed(content, leaf, key)) },
            Work("CMS verify, p256", "ours") {
                let signed = try SignedData(contentInfo: message)
                // The signer's certificate is also checked against the CA, because swift-certificates does that in the same call.
                guard let signer = signed.signers.first, let certificate = signed.certificate(of: signer),
                    try signed.verifySigner(signer, certificate: certificate), certificate.issuer == ca.subject,
                    try certificate.isSigned(with: ca.subjectPublicKeyInfo), certificate.notBefore <= Inputs.time,
                    Inputs.time <= certificate.notAfter
                else { throw BenchError("the message is not valid") }
            },
        ]
    }
}

/// An operation failed that should have worked.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
