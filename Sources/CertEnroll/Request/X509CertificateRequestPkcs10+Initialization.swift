import CAInterface
public import CertificateTemplates
public import PKICrypto
public import PKIFormats

/// The initializations of which an object takes one.
extension X509CertificateRequestPkcs10 {
    /// A default request. Source: "IX509CertificateRequest::Initialize".
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initialize(_ context: X509CertificateEnrollmentContext) throws {
        try begin(context)
        criticalExtensions = [OID.Extensions.keyUsage, OID.Extensions.basicConstraints]
    }

    /// A request for a template by common name or dotted identifier. Source:
    /// "IX509CertificateRequestPkcs10::InitializeFromTemplateName".
    /// - Parameter policyServer: the source of the template; for the documented interface, this is Active Directory.
    /// - Throws: `CAError` with 0x800704DF, 0x80094800 when there is no such template.
    public func initializeFromTemplateName(
        _ context: X509CertificateEnrollmentContext,
        templateName: String,
        policyServer: any EnrollmentServer
    ) async throws {
        if isInitialized { try begin(context) }
        let template = try await policyServer.template(named: templateName)
        try initializeFromTemplate(context, policyServer: policyServer, template: template)
    }

    /// A request for a template: its key size, usages, purposes and its name. Source:
    /// "IX509CertificateRequestPkcs10V2::InitializeFromTemplate".
    public func initializeFromTemplate(
        _ context: X509CertificateEnrollmentContext,
        policyServer: (any EnrollmentServer)? = nil,
        template: CertificateTemplate
    ) throws {
        try initialize(context)
        take(template, policyServer)
    }

    /// A request with an existing key. Source: "IX509CertificateRequestPkcs10::InitializeFromPrivateKey".
    /// - Parameter reference: the place of the key. Without it, an enrollment copies the key into its store, and refuses a key that cannot
    ///   be exported, because its certificate could never be joined with the key.
    public func initializeFromPrivateKey(_ context: X509CertificateEnrollmentContext, key: PrivateKey, reference: KeyReference? = nil)
        throws
    {
        try initialize(context)
        self.key = RequestKey(
            publicKey: key.publicKey,
            privateKey: key,
            reference: reference,
            pkcs8: reference == nil ? try? key.pkcs8() : nil
        )
    }

    /// A request for a template with an existing key. Source: "IX509CertificateRequestPkcs10V2::InitializeFromPrivateKeyTemplate".
    public func initializeFromPrivateKeyTemplate(
        _ context: X509CertificateEnrollmentContext,
        key: PrivateKey,
        reference: KeyReference? = nil,
        policyServer: (any EnrollmentServer)? = nil,
        template: CertificateTemplate
    ) throws {
        try initializeFromPrivateKey(context, key: key, reference: reference)
        take(template, policyServer)
    }

    /// A request with a null signature for a key that somebody else has. Source: "IX509CertificateRequestPkcs10::InitializeFromPublicKey".
    public func initializeFromPublicKey(_ context: X509CertificateEnrollmentContext, key: SubjectPublicKeyInfo) throws {
        try initialize(context)
        self.key = RequestKey(publicKey: key)
        signatureInformation.nullSigned = true
        signatureInformation.publicKeyAlgorithm = key.algorithm.oid
    }

    /// A request for a template with a null signature. Source: "IX509CertificateRequestPkcs10V2::InitializeFromPublicKeyTemplate".
    public func initializeFromPublicKeyTemplate(
        _ context: X509CertificateEnrollmentContext,
        key: SubjectPublicKeyInfo,
        policyServer: (any EnrollmentServer)? = nil,
        template: CertificateTemplate
    ) throws {
        try initializeFromPublicKey(context, key: key)
        take(template, policyServer)
    }

    /// Continues with a request of the store.
    func adopt(_ pending: PendingRequest) throws(CAError) {
        try takeKey(of: pending)
        signed = SignedParts(body: [], signature: [], whole: pending.request)
        // The parts are read where they can be; a message around the request is kept whole.
        if let request = try? CertificationRequest(derEncoded: pending.request) {
            signed = SignedParts(body: request.infoBytes, signature: request.signature, whole: pending.request)
        }
    }

    /// Takes the key of a request of the store.
    func takeKey(of pending: PendingRequest) throws(CAError) {
        do {
            key = RequestKey(publicKey: try SubjectPublicKeyInfo(derEncoded: pending.publicKey), reference: pending.key)
        } catch {
            throw CAError(
                .internal,
                status: .invalidData,
                "A request of the store has an unreadable public key: \(error). Remove it and enroll again.",
                cause: error
            )
        }
    }

    private func take(_ template: CertificateTemplate, _ server: (any EnrollmentServer)?) {
        self.template = template
        policyServer = server
        keySpecification = template.keySpecification
        if let name = template.hashAlgorithm, let digest = DigestAlgorithm(rawValue: name.lowercased()), digest != .sha1, digest != .md5 {
            hashAlgorithm = digest
        }
        if template.privateKeyFlags.contains(.requireAlternateSignatureAlgorithm) { alternateSignatureAlgorithm = true }
        smimeCapabilities = template.enrollmentFlags.contains(.includeSymmetricAlgorithms)
        exportable = template.privateKeyFlags.contains(.exportableKey)
        criticalExtensions = criticalExtensions.filter { template.criticalExtensions.contains($0) }
        criticalExtensions += template.criticalExtensions.filter { !criticalExtensions.contains($0) }
        x509Extensions.append(template.nameExtension)
        if !template.purposes.isEmpty { x509Extensions.append(ExtendedKeyUsage(template.purposes).asExtension()) }
        if !template.keyUsage.isEmpty { x509Extensions.append(template.keyUsage.asExtension()) }
    }
}

extension CertificateTemplate {
    /// The extension that names the template in a request.
    var nameExtension: CertificateExtension {
        schemaVersion == 1
            ? MicrosoftTemplateName(name).asExtension()
            : CertificateTemplateInformation(templateID: oid, major: majorVersion, minor: minorVersion).asExtension()
    }

    /// The weakest key that the template takes: of its only algorithm, or an elliptic one when it leaves the choice.
    var keySpecification: KeySpecification {
        let curve: KeySpecification = minimumCurveBits > 384 ? .p521 : minimumCurveBits > 256 ? .p384 : .p256
        guard let name = asymmetricAlgorithm?.lowercased() else { return curve }
        if name == "rsa" { return .rsa(bits: max(2048, minimumKeySize)) }
        if name.hasSuffix("_p521") { return .p521 }
        if name.hasSuffix("_p384") { return minimumCurveBits > 384 ? .p521 : .p384 }
        switch name {
        case "ed25519": return .ed25519
        case "ml-dsa-65": return .mlDSA65
        case "ml-dsa-87": return .mlDSA87
        default: return curve
        }
    }
}
