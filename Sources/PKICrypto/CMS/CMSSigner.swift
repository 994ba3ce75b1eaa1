public import PKIFormats

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Makes CMS SignedData (RFC 5652 §5).
///
/// The signature always covers signed attributes, with contentType and messageDigest among them.
public enum CMSSigner {
    /// Signs `content` with one signer.
    /// - Parameters:
    ///   - content: the octets of eContent.
    ///   - contentType: what they are, for example `OID.CMS.data` or `OID.CMC.pkiResponse`.
    ///   - certificate: the signer's; it is named by issuer and serial number and is not put into the message by itself.
    ///   - key: the signer's; it must be the key of `certificate`.
    ///   - certificates: the DER of each certificate to put into the message, in this order.
    ///   - crls: the DER of each revocation list to put into the message.
    ///   - digest: the hash; `nil` for the one of the key's default algorithm.
    ///   - signingTime: written as a signed attribute when given; whole seconds.
    ///   - attributes: more signed attributes.
    ///   - isDetached: whether `content` is left out of the message.
    /// - Returns: the DER of the ContentInfo.
    /// - Throws: ``KeyError`` of kind `refused` when the key is not the certificate's, `algorithmMismatch` when it cannot sign with
    ///   `digest`, and what the key throws.
    public static func sign(
        content: [UInt8], contentType: OID, certificate: Certificate, key: PrivateKey, certificates: [[UInt8]], crls: [[UInt8]] = [],
        digest: DigestAlgorithm? = nil, signingTime: Date? = nil, attributes: [CMSAttribute] = [], isDetached: Bool = false
    ) async throws -> [UInt8] {
        let signer = try await signerInfo(
            content: content, contentType: contentType, certificate: certificate, key: key, digest: digest, signingTime: signingTime,
            attributes: attributes)
        return SignedData(
            contentType: contentType, content: isDetached ? nil : content, certificates: certificates, crls: crls, signers: [signer]
        ).contentInfo
    }

    /// One signer's part, for a message with several. The parameters are those of `sign`.
    public static func signerInfo(
        content: [UInt8], contentType: OID, certificate: Certificate, key: PrivateKey, digest: DigestAlgorithm? = nil,
        signingTime: Date? = nil, attributes: [CMSAttribute] = []
    ) async throws -> SignerInfo {
        guard key.publicKey.keyBytes == certificate.subjectPublicKeyInfo.keyBytes else {
            throw KeyError(.refused, "the key is not the one of the signer's certificate \(certificate.subject.rfc4514)")
        }
        let digest = digest ?? key.defaultSignatureAlgorithm.signatureDigest ?? .sha256
        guard digest != .md5, digest != .sha1, let algorithm = AlgorithmIdentifier.signature(of: key.publicKey.kind, with: digest) else {
            throw KeyError(.algorithmMismatch, "a \(key.publicKey.kind.algorithmName) key does not sign with \(digest.displayName)")
        }
        var signed: [CMSAttribute] = [.contentType(contentType), .messageDigest(Digest.of(content, digest))]
        if let signingTime { signed.append(.signingTime(signingTime)) }
        signed += attributes
        let signature = try await key.sign(SignerInfo.encodeSignedAttributes(signed), using: algorithm)
        return SignerInfo(
            identifier: .issuerAndSerialNumber(issuer: certificate.issuer, serialNumber: certificate.serialNumber),
            digestAlgorithm: .digest(digest), signedAttributes: signed,
            // RFC 3370 §3.2: for RSA the key's identifier, which every receiver knows.
            signatureAlgorithm: key.publicKey.kind.isRSA ? .rsaEncryption : algorithm, signature: signature)
    }
}
