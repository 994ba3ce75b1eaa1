public import PKIFormats

public import PortableFoundation

/// Makes CMS SignedData (RFC 5652 §5).
///
/// The signature always covers signed attributes, with contentType and messageDigest among them.
public enum CMSSigner {
    /// Signs `content` with one signer.
    /// - Parameters:
    ///   - content: the octets of eContent.
    ///   - contentType: the type of the octets, for example `OID.CMS.data` or `OID.CMC.pkiResponse`.
    ///   - certificate: the signer's. The message names it by issuer and serial number and does not carry it unless it is in
    ///     `certificates`.
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
        content: [UInt8],
        contentType: OID,
        certificate: Certificate,
        key: PrivateKey,
        certificates: [[UInt8]],
        crls: [[UInt8]] = [],
        digest: DigestAlgorithm? = nil,
        signingTime: Date? = nil,
        attributes: [CMSAttribute] = [],
        isDetached: Bool = false
    ) async throws -> [UInt8] {
        let signer = try await signerInfo(
            content: content,
            contentType: contentType,
            certificate: certificate,
            key: key,
            digest: digest,
            signingTime: signingTime,
            attributes: attributes
        )
        return SignedData(
            contentType: contentType,
            content: isDetached ? nil : content,
            certificates: certificates,
            crls: crls,
            signers: [signer]
        ).contentInfo
    }

    /// Signs `content` with any number of signers.
    /// - Parameters:
    ///   - signers: who signs; none for a message that carries certificates only.
    ///   - certificates: the DER of each certificate, attribute certificate or other format to put into the message, in this order.
    ///   - crls: the DER of each revocation list or other revocation information to put into the message.
    ///   - signingTime: written by every signer when given; whole seconds.
    ///   - isDetached: whether `content` is left out of the message.
    /// - Returns: the message; send its `contentInfo`.
    /// - Throws: as `sign` with one signer.
    public static func sign(
        content: [UInt8],
        contentType: OID = OID.CMS.data,
        signers: [CMSSigningIdentity],
        certificates: [[UInt8]],
        crls: [[UInt8]] = [],
        signingTime: Date? = nil,
        isDetached: Bool = false
    ) async throws -> SignedData {
        var infos: [SignerInfo] = []
        for signer in signers {
            infos.append(try await signerInfo(content: content, contentType: contentType, signer: signer, signingTime: signingTime))
        }
        return SignedData(
            contentType: contentType,
            content: isDetached ? nil : content,
            certificates: certificates,
            crls: crls,
            signers: infos
        )
    }

    /// Signs the signature of `signer` (RFC 5652 §11.4), and so confirms that the signature existed.
    /// - Returns: `signer` with the countersignature among its unsigned attributes.
    /// - Throws: as `sign`.
    public static func countersign(
        _ signer: SignerInfo,
        with countersigner: CMSSigningIdentity,
        signingTime: Date? = nil
    ) async throws -> SignerInfo {
        let countersignature = try await signerInfo(
            content: signer.signature,
            contentType: nil,
            signer: countersigner,
            signingTime: signingTime
        )
        return SignerInfo(signer, addingUnsigned: CMSAttribute(OID.CMS.counterSignature, values: [countersignature.derEncoded]))
    }

    /// One signer's part, for a message with several. The parameters are those of `sign`.
    public static func signerInfo(
        content: [UInt8],
        contentType: OID,
        certificate: Certificate,
        key: PrivateKey,
        digest: DigestAlgorithm? = nil,
        signingTime: Date? = nil,
        attributes: [CMSAttribute] = []
    ) async throws -> SignerInfo {
        try await signerInfo(
            content: content,
            contentType: contentType,
            signer: CMSSigningIdentity(certificate: certificate, key: key, digest: digest, attributes: attributes),
            signingTime: signingTime
        )
    }

    /// One signer's part, for a message with several.
    /// - Parameter contentType: `nil` in a countersignature, which must not have the attribute.
    private static func signerInfo(
        content: [UInt8],
        contentType: OID?,
        signer: CMSSigningIdentity,
        signingTime: Date?
    ) async throws -> SignerInfo {
        let certificate = signer.certificate
        let key = signer.key
        guard key.publicKey.keyBytes == certificate.subjectPublicKeyInfo.keyBytes else {
            throw KeyError(.refused, "the key is not the one of the signer's certificate \(certificate.subject.rfc4514)")
        }
        let (algorithm, digest) = try signer.algorithms()
        // RFC 3370 §3.2: for RSA PKCS #1 the key's identifier, which every receiver knows.
        let isPKCS1 = key.publicKey.kind.isRSA && algorithm.oid != OID.Algorithms.rsassaPSS
        let written = isPKCS1 ? .rsaEncryption : algorithm
        let digestAlgorithm = AlgorithmIdentifier.digest(digest)
        var signed: [CMSAttribute] = []
        if let contentType { signed.append(.contentType(contentType)) }
        signed.append(.messageDigest(Digest.of(content, digest)))
        if let signingTime { signed.append(.signingTime(signingTime)) }
        if signer.protectsAlgorithms {
            signed.append(CMSAlgorithmProtection(digestAlgorithm: digestAlgorithm, signatureAlgorithm: written).attribute)
        }
        if signer.namesCertificate {
            let hash = Digest.of(certificate.derEncoded, digest)
            let identifier = ESSCertificateIdentifier(
                digest: digest,
                hash: hash,
                issuer: certificate.issuer,
                serialNumber: certificate.serialNumber
            )
            signed.append(SigningCertificate([identifier]).attribute)
        }
        signed += signer.attributes
        let signature = try await key.sign(SignerInfo.encodeSignedAttributes(signed), using: algorithm)
        return SignerInfo(
            identifier: signer.usesKeyIdentifier ? .subjectKeyIdentifier(certificate.nameOfKey) : .issuerAndSerialNumber(of: certificate),
            digestAlgorithm: digestAlgorithm,
            signedAttributes: signed,
            signatureAlgorithm: written,
            signature: signature
        )
    }
}
