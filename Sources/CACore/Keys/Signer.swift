import PKICrypto
package import PKIFormats

/// The only access to an authority's private key. It signs only what a permit allows. An unchecked body cannot be signed, because nobody can make a permit
/// for it, and nothing outside this file sees the key.
package struct Signer: Sendable {
    package let id: AuthorityKeyID
    package let publicKey: SubjectPublicKeyInfo
    package let signatureAlgorithm: AlgorithmIdentifier
    /// False for a key on a device or in another process. For such a key, the intent is committed before the key is asked.
    package let isInProcess: Bool

    private let key: PrivateKey
    private let prepare: @Sendable () async throws -> Void
    private let commitIntent: @Sendable (SigningIntent) async throws -> Void

    /// - Parameter algorithm: that of certificates and lists; nil for the usual one of the key.
    ///
    /// Only `KeyRing` makes signers; `ArchitectureTests` enforces this.
    /// - Parameter prepare: fails when a key outside this process is known to be away, before an intent is written for it.
    init(
        key: PrivateKey,
        id: AuthorityKeyID,
        algorithm: AlgorithmIdentifier? = nil,
        isInProcess: Bool,
        prepare: @escaping @Sendable () async throws -> Void,
        commitIntent: @escaping @Sendable (SigningIntent) async throws -> Void
    ) {
        self.id = id
        self.key = key
        self.isInProcess = isInProcess
        self.prepare = prepare
        self.commitIntent = commitIntent
        publicKey = key.publicKey
        signatureAlgorithm = algorithm ?? key.defaultSignatureAlgorithm
    }

    /// Signs a certificate.
    /// - Returns: its DER.
    package func sign(_ permit: consuming CertificatePermit) async throws -> [UInt8] {
        let body = permit.body
        let algorithm = permit.algorithm
        if isInProcess {
            // A software key signs at once, without suspension, because every submission passes here.
            if let signature = try key.signNow(body, using: algorithm) {
                return TBSCertificate.assemble(tbs: body, algorithm: algorithm, signature: signature)
            }
        } else {
            try await prepare()
            try await commitIntent(SigningIntent(key: id, subject: .certificate(serial: permit.serialNumber), body: body))
        }
        let signature = try await key.sign(body, using: algorithm)
        return TBSCertificate.assemble(tbs: body, algorithm: algorithm, signature: signature)
    }

    /// Signs a revocation list.
    /// - Returns: the content of the signature's BIT STRING.
    /// - Throws: `KeyError` of kind `algorithmMismatch` for a hash value, when the key signs whole bodies only.
    func sign(_ permit: consuming RevocationListPermit) async throws -> [UInt8] {
        let algorithm = permit.algorithm
        switch permit.content {
        case .body(let body):
            if !isInProcess {
                try await prepare()
                try await commitIntent(SigningIntent(key: id, subject: .revocationList(number: permit.number), body: body))
            }
            return try await key.sign(body, using: algorithm)
        case .digest(let digest):
            // The intent has the whole body.
            guard isInProcess else { throw KeyError(.algorithmMismatch, "a key outside this process signs whole bodies") }
            return try await key.sign(digest, using: algorithm)
        }
    }

    /// Signs a request for a certificate of this key.
    /// - Returns: its DER.
    package func sign(_ permit: consuming RequestPermit) async throws -> [UInt8] {
        let body = permit.body(of: publicKey)
        if !isInProcess { try await prepare() }
        let signature = try await key.sign(body, using: signatureAlgorithm)
        return CertificationRequestInfo.assemble(info: body, algorithm: signatureAlgorithm, signature: signature)
    }

    /// Signs a message as CMS SignedData. The signature covers signed attributes, which cannot be mistaken for a certificate or a list.
    /// - Parameter certificate: the certificate of this key that the message names.
    /// - Returns: ContentInfo DER.
    package func sign(_ permit: consuming MessagePermit, as certificate: Certificate) async throws -> [UInt8] {
        try await CMSSigner.sign(
            content: permit.content,
            contentType: permit.contentType,
            certificate: certificate,
            key: key,
            certificates: permit.certificates,
            attributes: permit.attributes
        )
    }

    /// The same key for OCSP responses about the authority's own certificates.
    /// - Parameter certificate: a certificate of this key.
    package func statusSigner(_ certificate: Certificate) -> StatusSigner {
        StatusSigner(key: key, certificate: certificate, isDelegated: false)
    }
}
