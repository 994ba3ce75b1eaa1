package import Foundation
package import PKICrypto
package import PKIFormats

/// A certificate with its private key, able to issue others. It issues whatever it is told, even certificates that no CA may issue.
package struct SampleIdentity: Sendable {
    package let certificate: Certificate
    package let key: PrivateKey

    package init(certificate: Certificate, key: PrivateKey) {
        self.certificate = certificate
        self.key = key
    }

    /// Makes a self-signed certificate.
    package static func selfSigned(
        subject: DistinguishedName,
        key: PrivateKey,
        extensions: [CertificateExtension],
        notBefore: Date,
        notAfter: Date
    ) async throws -> SampleIdentity {
        let certificate = try await signed(
            subject: subject,
            publicKey: key.publicKey,
            extensions: extensions,
            notBefore: notBefore,
            notAfter: notAfter,
            serialNumber: nil,
            issuer: subject,
            issuerKey: key
        )
        return SampleIdentity(certificate: certificate, key: key)
    }

    /// Issues a certificate; the key identifier of this issuer is not added.
    /// - Parameters:
    ///   - issuer: a name to write as the issuer in place of the subject of this certificate.
    ///   - serialNumber: `nil` for 16 random octets.
    package func issue(
        subject: DistinguishedName,
        publicKey: SubjectPublicKeyInfo,
        extensions: [CertificateExtension] = [],
        notBefore: Date = SampleHierarchy.notBefore,
        notAfter: Date = SampleHierarchy.leafNotAfter,
        serialNumber: [UInt8]? = nil,
        issuer: DistinguishedName? = nil
    ) async throws -> Certificate {
        try await Self.signed(
            subject: subject,
            publicKey: publicKey,
            extensions: extensions,
            notBefore: notBefore,
            notAfter: notAfter,
            serialNumber: serialNumber,
            issuer: issuer ?? certificate.subject,
            issuerKey: key
        )
    }

    private static func signed(
        subject: DistinguishedName,
        publicKey: SubjectPublicKeyInfo,
        extensions: [CertificateExtension],
        notBefore: Date,
        notAfter: Date,
        serialNumber: [UInt8]?,
        issuer: DistinguishedName,
        issuerKey: PrivateKey
    ) async throws -> Certificate {
        let algorithm = issuerKey.defaultSignatureAlgorithm
        let body = TBSCertificate(
            serialNumber: serialNumber ?? [0x4A] + SecureRandom.bytes(15),
            signatureAlgorithm: algorithm,
            issuer: issuer,
            notBefore: notBefore,
            notAfter: notAfter,
            subject: subject,
            subjectPublicKeyInfo: publicKey,
            extensions: extensions
        ).derEncoded()
        let signature = try await issuerKey.sign(body, using: algorithm)
        return try Certificate(derEncoded: TBSCertificate.assemble(tbs: body, algorithm: algorithm, signature: signature))
    }
}
