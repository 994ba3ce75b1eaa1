#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// The body of a version 3 certificate to be signed (RFC 5280 §4.1; for the grammar see ``Certificate``).
///
/// ```swift
/// let body = tbs.derEncoded()
/// let der = TBSCertificate.assemble(tbs: body, algorithm: tbs.signatureAlgorithm, signature: try await key.sign(body))
/// ```
public struct TBSCertificate: Hashable, Sendable {
    /// The serial number, big-endian; leading zeros are added or dropped as DER demands.
    public var serialNumber: [UInt8]
    /// The algorithm with which the issuer will sign.
    public var signatureAlgorithm: AlgorithmIdentifier
    /// The name of the issuer.
    public var issuer: DistinguishedName
    /// The first moment of validity; fractions of a second are cut off.
    public var notBefore: Date
    /// The last moment of validity; fractions of a second are cut off.
    public var notAfter: Date
    /// The name of the holder.
    public var subject: DistinguishedName
    /// The certified key.
    public var subjectPublicKeyInfo: SubjectPublicKeyInfo
    /// The extensions, written in this order.
    public var extensions: [CertificateExtension]
    /// Extensions encoded beforehand, one DER Extension after the other, written after ``extensions``. Those that every certificate of a
    /// template and issuer has need to be encoded only once.
    public var preencodedExtensions: [UInt8]

    public init(
        serialNumber: [UInt8],
        signatureAlgorithm: AlgorithmIdentifier,
        issuer: DistinguishedName,
        notBefore: Date,
        notAfter: Date,
        subject: DistinguishedName,
        subjectPublicKeyInfo: SubjectPublicKeyInfo,
        extensions: [CertificateExtension] = [],
        preencodedExtensions: [UInt8] = []
    ) {
        self.serialNumber = serialNumber
        self.signatureAlgorithm = signatureAlgorithm
        self.issuer = issuer
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.subject = subject
        self.subjectPublicKeyInfo = subjectPublicKeyInfo
        self.extensions = extensions
        self.preencodedExtensions = preencodedExtensions
    }

    /// The DER of the TBSCertificate.
    public func derEncoded() -> [UInt8] {
        let fixed = issuer.derEncoded.count + subject.derEncoded.count + subjectPublicKeyInfo.derEncoded.count
        let variable = extensions.reduce(preencodedExtensions.count) { $0 + $1.value.count + 24 }
        return DERWriter.encode(capacity: fixed + variable + 160) { writer in
            writer.writeSequence { writer in
                writer.writeExplicit(0) { $0.writeInteger(2) }
                writer.writeInteger(unsigned: serialNumber)
                writer.writeRaw(signatureAlgorithm.derEncoded)
                writer.writeRaw(issuer.derEncoded)
                writer.writeSequence { writer in
                    writer.writeTime(notBefore)
                    writer.writeTime(notAfter)
                }
                writer.writeRaw(subject.derEncoded)
                writer.writeRaw(subjectPublicKeyInfo.derEncoded)
                guard !extensions.isEmpty || !preencodedExtensions.isEmpty else { return }
                writer.writeExplicit(3) { writer in
                    writer.writeSequence { writer in
                        for item in extensions { item.write(to: &writer) }
                        writer.writeRaw(preencodedExtensions)
                    }
                }
            }
        }
    }

    /// The DER of the certificate made of a body, the algorithm and the signature over the body.
    public static func assemble(tbs: [UInt8], algorithm: AlgorithmIdentifier, signature: [UInt8]) -> [UInt8] {
        SignedStructure.assemble(body: tbs, algorithm: algorithm, signature: signature)
    }
}

/// The form that certificates, requests and revocation lists share: `SIGNED ::= SEQUENCE { body, AlgorithmIdentifier, BIT STRING }`.
enum SignedStructure {
    static func assemble(body: [UInt8], algorithm: AlgorithmIdentifier, signature: [UInt8]) -> [UInt8] {
        DERWriter.encode(capacity: body.count + signature.count + algorithm.derEncoded.count + 24) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(body)
                writer.writeRaw(algorithm.derEncoded)
                writer.writeBitString(signature)
            }
        }
    }
}
