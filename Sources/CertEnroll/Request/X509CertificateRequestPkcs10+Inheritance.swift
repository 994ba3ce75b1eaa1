import CAInterface
import PKICrypto
import PKIFormats

/// Requests made from a certificate. Source: "IX509CertificateRequestPkcs10::InitializeFromCertificate".
extension X509CertificateRequestPkcs10 {
    /// A request for a certificate like one that there is already.
    /// - Parameters:
    ///   - certificate: the certificate in the encoding; with encoding 12 also its thumbprint or serial number.
    ///   - inheritOptions: what is taken over. Without flags: subject, extensions, validity, and the template if the certificate names one.
    /// - Throws: `CAError`: 0x800704DF the second time, 0x80070057 options that exclude each other, 0x80092004 not found, 0x8009200A its key
    ///   is wanted and cannot be loaded.
    public func initializeFromCertificate(
        _ context: X509CertificateEnrollmentContext,
        certificate: [UInt8],
        encoding: EncodingType = .base64,
        inheritOptions: X509RequestInheritOptions = .default
    ) async throws {
        if isInitialized { try begin(context) }
        try inheritOptions.check()
        let wantsKey = inheritOptions.key == .privateKey
        let old = try lookup.find(certificate, encoding: encoding, context: context, needsKey: wantsKey)
        try await initialize(context, from: old, inheritOptions)
    }

    /// As `initializeFromCertificate` with bytes, for text.
    public func initializeFromCertificate(
        _ context: X509CertificateEnrollmentContext,
        certificate: String,
        encoding: EncodingType = .base64,
        inheritOptions: X509RequestInheritOptions = .default
    ) async throws {
        try await initializeFromCertificate(
            context,
            certificate: Array(certificate.utf8),
            encoding: encoding,
            inheritOptions: inheritOptions
        )
    }

    func initialize(
        _ context: X509CertificateEnrollmentContext,
        from old: CertificateLookup.Found,
        _ options: X509RequestInheritOptions
    ) async throws {
        try options.check()
        let certificate = old.certificate
        switch options.key {
        case .privateKey:
            let key = try await lookup.open(old)
            try initializeFromPrivateKey(context, key: key, reference: old.key)
            reuseKey = true
            exportable = old.exportable
        case .publicKey:
            try initializeFromPublicKey(context, key: certificate.subjectPublicKeyInfo)
        case .newDefaultKey:
            try initialize(context)
        default:
            try initialize(context)
            keySpecification = Self.specification(of: certificate.subjectPublicKeyInfo)
            providerName = old.key?.provider ?? providerName
            exportable = old.exportable
        }
        self.old = old
        let parts = options.parts
        if parts.contains(.subjectFlag) { subject = certificate.subject }
        if parts.contains(.templateFlag) { inheritTemplate(of: certificate) }
        if parts.contains(.extensionsFlag) {
            x509Extensions += certificate.extensions.filter { !Self.neverInherited.contains($0.oid) && !isOfOldKey($0) }
        }
        if parts.contains(.subjectAltNameFlag) {
            x509Extensions += certificate.extensions.filter { $0.oid == OID.Extensions.subjectAlternativeName }
        }
        if parts.contains(.validityPeriodFlag) { inheritValidity(of: certificate) }
        if parts.contains(.renewalCertificateFlag) { renewalCertificate = certificate.derEncoded }
    }

    private func inheritTemplate(of certificate: Certificate) {
        let named = certificate.extensions.filter { Self.templateExtensions.contains($0.oid) }
        x509Extensions += named
        namedTemplate =
            (try? certificate.value(of: CertificateTemplateInformation.self))?.templateID.dotted
            ?? (try? certificate.value(of: MicrosoftTemplateName.self))?.name
    }

    /// The identifier of the old key must not become that of another one.
    private func isOfOldKey(_ item: CertificateExtension) -> Bool {
        item.oid == OID.Extensions.subjectKeyIdentifier && key == nil
    }

    private static let templateExtensions = [OID.Microsoft.templateName, OID.Microsoft.certificateTemplate]

    /// Source: "X509RequestInheritOptions enumeration", InheritExtensionsFlag. Timestamps of a log belong to one certificate alone.
    private static let neverInherited =
        templateExtensions + [
            OID.Microsoft.caVersion, OID.Extensions.authorityInformationAccess, OID.Extensions.crlDistributionPoints,
            OID.Extensions.authorityKeyIdentifier, OID.Microsoft.previousCACertificateHash, OID.Extensions.subjectAlternativeName,
            OID.Extensions.signedCertificateTimestamps,
        ]

    static func specification(of key: SubjectPublicKeyInfo) -> KeySpecification {
        switch key.kind {
        case .rsa(let bits): .rsa(bits: max(bits, 2048))
        case .ec(let curve) where curve == .p384: .p384
        case .ec(let curve) where curve == .p521: .p521
        case .ed25519: .ed25519
        case .mlDSA65: .mlDSA65
        case .mlDSA87: .mlDSA87
        default: .p256
        }
    }
}
