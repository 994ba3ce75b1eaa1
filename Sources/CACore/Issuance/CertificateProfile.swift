package import CertificateTemplates
package import PKIFormats

/// The parts that are the same in all certificates of one template, issuer generation and kind of key: decided, linted and encoded once.
package struct CertificateProfile: Sendable {
    /// The key under which a `CertificateProfile` is remembered.
    package struct Key: Sendable, Hashable {
        package let template: String
        package let version: Int
        package let authority: AuthorityNumber
        package let generation: Int
        package let keyClass: KeyClass
    }

    /// Kinds of keys that get different key usage.
    package enum KeyClass: Sendable, Hashable {
        case rsa, elliptic
        /// Ed25519, ML-DSA, and RSA keys for PSS, which can only sign.
        case signingOnly

        /// - Parameter algorithm: the algorithm of the key. RSA keys have two of them.
        package init?(_ kind: KeyKind, algorithm: OID) {
            switch kind {
            case .rsa: self = algorithm == OID.Algorithms.rsassaPSS ? .signingOnly : .rsa
            case .ec: self = .elliptic
            case .ed25519, .mlDSA65, .mlDSA87: self = .signingOnly
            case .other: return nil
            }
        }
    }

    package let isCA: Bool
    package let keyUsage: KeyUsage
    package let extensions: [CertificateExtension]
    /// The constant extensions, as every certificate has them.
    package let encodedExtensions: [UInt8]
    package let alternativeNameIsCritical: Bool
    package let validitySeconds: Int
    /// Whether a CA certificate may have its issuer's name: an authority certifies another key of its own.
    package let isSelfIssued: Bool
    /// The rules beyond RFC 5280 with what they look at in every certificate; nil for a template that names no lint profile.
    let lint: LintedProfile?

    /// For certificates from a template.
    package init(template: CertificateTemplate, key: KeyClass, issuer: IssuingGeneration) throws {
        let keyUsage = template.keyUsage.possible(with: key)
        let critical = Set(template.criticalExtensions)
        func isCritical(_ oid: OID) -> Bool { critical.contains(oid) }
        var extensions = [keyUsage.asExtension(critical: isCritical(KeyUsage.oid))]
        if template.isCA {
            extensions.append(Self.authorityConstraints(wanted: template.pathLength, issuer: issuer.limits.pathLength))
        } else if template.enrollmentFlags.contains(.includeBasicConstraintsForEECerts) {
            extensions.append(BasicConstraints(isCA: false).asExtension(critical: isCritical(BasicConstraints.oid)))
        }
        if !template.purposes.isEmpty {
            extensions.append(ExtendedKeyUsage(template.purposes).asExtension(critical: isCritical(ExtendedKeyUsage.oid)))
        }
        if !template.issuancePolicies.isEmpty {
            extensions.append(CertificatePolicies(template.issuancePolicies).asExtension(critical: isCritical(CertificatePolicies.oid)))
        }
        if template.schemaVersion == 1 || template.flags.contains(.addTemplateName) {
            extensions.append(MicrosoftTemplateName(template.name).asExtension())
        }
        if template.schemaVersion >= 2 {
            extensions.append(
                CertificateTemplateInformation(templateID: template.oid, major: template.majorVersion, minor: template.minorVersion)
                    .asExtension()
            )
            if !template.purposes.isEmpty {
                extensions.append(ApplicationPolicies(template.purposes).asExtension(critical: isCritical(ApplicationPolicies.oid)))
            }
        }
        let answersStatus =
            (template.enrollmentFlags.contains(.addOCSPNoCheck) || issuer.configuration.addsOCSPNoCheck)
            && template.purposes.contains(OID.KeyPurpose.ocspSigning)
        let mentionsRevocation = !template.enrollmentFlags.contains(.noRevocationInfoInIssuedCerts)
        extensions += Self.pointers(to: issuer, revocation: mentionsRevocation && !answersStatus, issuerCertificate: !answersStatus)
        if template.enrollmentFlags.contains(.includeSymmetricAlgorithms) { extensions.append(Self.ciphers(of: template)) }
        if answersStatus { extensions.append(CertificateExtension(OID.Extensions.ocspNoCheck, value: [0x05, 0x00])) }
        try self.init(
            isCA: template.isCA,
            keyUsage: keyUsage,
            extensions: extensions.filter { !issuer.configuration.disabledExtensions.contains($0.oid) },
            alternativeNameIsCritical: isCritical(SubjectAlternativeName.oid),
            validitySeconds: min(template.validitySeconds, issuer.configuration.longestValiditySeconds ?? Int.max),
            issuerKeyIdentifier: issuer.keyIdentifier,
            lintProfiles: template.lintProfiles
        )
    }

    /// For the certificates of our own authorities.
    /// - Parameters:
    ///   - extensions: everything but the key identifiers.
    ///   - issuer: nil for a root, which signs itself.
    package init(
        ofAuthority extensions: [CertificateExtension],
        validitySeconds: Int,
        issuer: IssuingGeneration?,
        isSelfIssued: Bool = false
    ) throws {
        try self.init(
            isCA: true,
            keyUsage: try KeyUsage.find(in: extensions) ?? [],
            extensions: extensions,
            alternativeNameIsCritical: false,
            validitySeconds: validitySeconds,
            isSelfIssued: isSelfIssued,
            issuerKeyIdentifier: issuer?.keyIdentifier
        )
    }

    /// The same with other constant extensions. A profile with a fault, such as one without a key usage, is not made.
    func with(_ extensions: [CertificateExtension], keyUsage: KeyUsage? = nil, issuer: IssuingGeneration) throws -> CertificateProfile {
        try CertificateProfile(
            isCA: isCA,
            keyUsage: keyUsage ?? self.keyUsage,
            extensions: extensions,
            alternativeNameIsCritical: alternativeNameIsCritical,
            validitySeconds: validitySeconds,
            isSelfIssued: isSelfIssued,
            issuerKeyIdentifier: issuer.keyIdentifier,
            lintProfiles: lint?.profiles ?? []
        )
    }

    /// The same without some extensions.
    func without(_ removed: Set<OID>, issuer: IssuingGeneration) throws -> CertificateProfile {
        try with(extensions.filter { !removed.contains($0.oid) }, issuer: issuer)
    }

    /// The same for a certificate whose list is that of a partition. One that names no list stays as it is.
    func inPartition(_ partition: Int, issuer: IssuingGeneration) throws -> CertificateProfile {
        guard partition > 0, let addresses = issuer.listAddresses?.inCertificates(partition), namesList else { return self }
        let points = CRLDistributionPoints(uris: addresses).asExtension()
        return try with(extensions.map { $0.oid == CRLDistributionPoints.oid ? points : $0 }, issuer: issuer)
    }

    /// Whether certificates say where their list is.
    var namesList: Bool { extensions.contains { $0.oid == CRLDistributionPoints.oid } }

    init(
        isCA: Bool,
        keyUsage: KeyUsage,
        extensions: [CertificateExtension],
        alternativeNameIsCritical: Bool,
        validitySeconds: Int,
        isSelfIssued: Bool = false,
        issuerKeyIdentifier: [UInt8]?,
        lintProfiles: [LintProfile] = []
    ) throws {
        self.isSelfIssued = isSelfIssued
        self.isCA = isCA
        self.keyUsage = keyUsage
        self.extensions = extensions
        self.alternativeNameIsCritical = alternativeNameIsCritical
        self.validitySeconds = validitySeconds
        encodedExtensions = extensions.flatMap(\.derEncoded)
        lint = LintedProfile(lintProfiles, extensions: extensions)
        let faults = CertificateLint.faults(ofExtensions: extensions, isCA: isCA, issuerKeyIdentifier: issuerKeyIdentifier)
        if !faults.isEmpty { throw LintRefusal(faults: faults) }
    }

    /// A CA certificate allows at most what its issuer leaves.
    static func authorityConstraints(wanted: Int?, issuer: Int?) -> CertificateExtension {
        let left = issuer.map { $0 - 1 }
        let pathLength = [wanted, left].compactMap { $0 }.min()
        return BasicConstraints(isCA: true, pathLength: pathLength).asExtension(critical: true)
    }

    /// The ciphers that the holder reads, strongest first: the template's own, then all of AES. Requests do not choose them.
    private static func ciphers(of template: CertificateTemplate) -> CertificateExtension {
        let all = [(256, OID.Algorithms.aes256CBC), (192, OID.Algorithms.aes192CBC), (128, OID.Algorithms.aes128CBC)]
        let own = template.symmetricAlgorithm?.uppercased() == "AES" ? template.symmetricKeyLength : nil
        let ordered = all.filter { $0.0 == own } + all.filter { $0.0 != own }
        return SMIMECapabilities(ordered.map { SMIMECapabilities.Capability($0.1) }).asExtension()
    }

    static func pointers(to issuer: IssuingGeneration, revocation: Bool, issuerCertificate: Bool) -> [CertificateExtension] {
        var extensions = [AuthorityKeyIdentifier(keyIdentifier: issuer.keyIdentifier).asExtension()]
        if revocation { extensions.append(CRLDistributionPoints(uris: issuer.revocationListURLs).asExtension()) }
        if issuerCertificate {
            extensions.append(
                AuthorityInformationAccess(caIssuers: issuer.certificateURLs, ocsp: issuer.configuration.ocspURLs).asExtension()
            )
        }
        return extensions
    }
}
