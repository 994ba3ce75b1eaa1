import CAInterface
public import PortableFoundation
import PKICrypto
public import PKIFormats

/// A certificate that is made without a CA: signed by its own key, or by a certificate of the store. Source:
/// "IX509CertificateRequestCertificate interface" and its version 2.
///
/// It is made like a PKCS #10 request, and its encoded form is the certificate. `createRequest` of an enrollment keeps the key, and
/// `installResponse` with ``InstallResponseRestrictionFlags/allowUntrustedCertificate`` installs the certificate.
public final class X509CertificateRequestCertificate: X509CertificateRequestPkcs10 {
    public override var type: X509RequestType { .certificate }

    /// The beginning of validity; ten minutes ago unless set, so that clocks may differ. Seconds are the smallest unit. Source:
    /// "IX509CertificateRequestCertificate::get_NotBefore".
    public var notBefore: Date {
        didSet { notBefore = notBefore.wholeSeconds }
    }

    /// The end of validity; a year and ten minutes after ``notBefore`` unless set. Source:
    /// "IX509CertificateRequestCertificate::get_NotAfter".
    public var notAfter: Date {
        get { end ?? notBefore.addingTimeInterval(length) }
        set { end = newValue.wholeSeconds }
    }

    /// The name of the issuer: that of ``signerCertificate``, else the subject, unless set. Source:
    /// "IX509CertificateRequestCertificate::get_Issuer".
    public var issuer: DistinguishedName {
        get { givenIssuer ?? (try? signerCertificate?.plainCertificate.subject) ?? subject }
        set { givenIssuer = newValue }
    }

    /// The serial number, big-endian; 16 random octets whose first digit is 1 to 7 unless set. Source:
    /// "IX509CertificateRequestCertificate::get_SerialNumber".
    public var serialNumber: [UInt8]

    /// The issuer; nil for a self-signed certificate. Source: "IX509CertificateRequestCertificate::get_SignerCertificate".
    public var signerCertificate: SignerCertificate?

    private var end: Date?
    private var length: TimeInterval = 365 * 86_400 + 600
    private var givenIssuer: DistinguishedName?

    /// - Parameters:
    ///   - lookup: where certificates that are named by thumbprint, and their keys, are found.
    ///   - now: the time from which the validity is counted.
    public init(lookup: CertificateLookup = .standard, now: Date = Date()) {
        notBefore = now.addingTimeInterval(-600).wholeSeconds
        var serial = SecureRandom.bytes(16)
        let digit = serial[0] >> 4 & 7
        serial[0] = (digit == 0 ? 1 : digit) << 4 | serial[0] & 0xF
        serialNumber = serial
        super.init(lookup: lookup)
    }

    /// Checks the signature with the issuer's key. Source: "IX509CertificateRequestCertificate::CheckPublicKeySignature".
    /// - Throws: `CAError`: 0x80040007 blank, 0x8007139F not encoded, 0x8009200E a hash in the place of the signature, 0x80090006 wrong.
    public func checkPublicKeySignature(_ publicKey: SubjectPublicKeyInfo) throws {
        let certificate = try Certificate(derEncoded: try parts("checkPublicKeySignature").whole)
        guard !nullSigned, !certificate.signature.isEmpty else { throw Self.unsigned }
        guard
            try Signature.isValid(
                certificate.signature,
                over: certificate.tbsBytes,
                algorithm: certificate.signatureAlgorithm,
                key: publicKey,
                verifier: lookup.verifier
            )
        else { throw Self.badSignature("The certificate is not signed with that key.") }
    }

    /// Checks the signature with the certificate's own key, or that of ``signerCertificate``.
    public override func checkSignature(_ allowedSignatureTypes: Pkcs10AllowedSignatureTypes = .keySignature) throws {
        try Self.check(allowedSignatureTypes)
        let parts = try parts("checkSignature")
        let certificate = try Certificate(derEncoded: parts.whole)
        guard !certificate.signature.isEmpty else { throw Self.unsigned }
        if nullSigned {
            try Self.require(.nullSignature, of: allowedSignatureTypes)
            let digest = certificate.signatureAlgorithm.digest ?? .sha256
            guard Digest.of(parts.body, digest) == parts.signature else {
                throw Self.badSignature("The value in the place of the signature is not the hash of the certificate.")
            }
            return
        }
        try Self.require(.keySignature, of: allowedSignatureTypes)
        try checkPublicKeySignature((try? signerCertificate?.plainCertificate.subjectPublicKeyInfo) ?? certificate.subjectPublicKeyInfo)
    }

    override func sign(_ key: RequestKey) async throws -> SignedParts {
        guard notBefore < notAfter else {
            throw CAError.badArgument("The certificate would end before it begins. Set notAfter to a time after notBefore.")
        }
        guard !serialNumber.isEmpty, serialNumber.count <= 20 else {
            throw CAError.badArgument("The serial number has \(serialNumber.count) octets. Use 1 to 20.")
        }
        let signer = try await signerCertificate?.identity()
        let signing = nullSigned && signer == nil ? nil : signer?.key ?? key.privateKey
        let algorithm = try signing.map { try signatureInformation.algorithm(for: $0) } ?? .digest(hashAlgorithm ?? .sha256)
        var extensions = extensions(of: key.publicKey)
        if let signer, let identifier = signer.certificate.subjectKeyIdentifier, isWanted(OID.Extensions.authorityKeyIdentifier),
            !extensions.contains(where: { $0.oid == OID.Extensions.authorityKeyIdentifier })
        {
            extensions.append(AuthorityKeyIdentifier(keyIdentifier: identifier).asExtension())
        }
        let body = TBSCertificate(
            serialNumber: serialNumber,
            signatureAlgorithm: algorithm,
            issuer: issuer,
            notBefore: notBefore,
            notAfter: notAfter,
            subject: subject,
            subjectPublicKeyInfo: key.publicKey,
            extensions: extensions
        ).derEncoded()
        let signature =
            if let signing { try await signing.sign(body, using: algorithm) } else { Digest.of(body, hashAlgorithm ?? .sha256) }
        return SignedParts(
            body: body,
            signature: signature,
            whole: TBSCertificate.assemble(tbs: body, algorithm: algorithm, signature: signature)
        )
    }

    override func decode(_ bytes: [UInt8], _ context: X509CertificateEnrollmentContext) throws {
        let decoded: Certificate
        do {
            decoded = try Certificate(derEncoded: bytes)
        } catch {
            throw CAError(.malformed, status: .invalidData, "The stored certificate cannot be read: \(error).", cause: error)
        }
        try begin(context)
        subject = decoded.subject
        x509Extensions = decoded.extensions
        criticalExtensions = decoded.extensions.filter(\.critical).map(\.oid)
        suppressOids = Self.defaultExtensions.filter { oid in !decoded.extensions.contains { $0.oid == oid } }
        namedTemplate =
            (try? decoded.value(of: CertificateTemplateInformation.self))?.templateID.dotted
            ?? (try? decoded.value(of: MicrosoftTemplateName.self))?.name
        key = RequestKey(publicKey: decoded.subjectPublicKeyInfo)
        signatureInformation.publicKeyAlgorithm = decoded.subjectPublicKeyInfo.algorithm.oid
        signatureInformation.hashAlgorithm = decoded.signatureAlgorithm.signatureDigest
        signatureInformation.nullSigned = DigestAlgorithm(oid: decoded.signatureAlgorithm.oid) != nil
        (notBefore, notAfter) = (decoded.notBefore, decoded.notAfter)
        (issuer, serialNumber) = (decoded.issuer, decoded.serialNumber)
        signed = SignedParts(body: decoded.tbsBytes, signature: decoded.signature, whole: bytes)
    }

    override func inheritValidity(of certificate: Certificate) {
        length = certificate.notAfter.timeIntervalSince(certificate.notBefore)
    }
}

extension Date {
    /// Without fractions of a second, which certificates do not have.
    var wholeSeconds: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }
}
