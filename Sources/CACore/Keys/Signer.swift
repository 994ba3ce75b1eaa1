import PKICrypto
package import PKIFormats

/// The one way to an authority's private key. It signs what a permit allows, and only that: a body that nobody checked cannot be signed, because nobody can
/// make a permit for it, and nothing outside this file sees the key.
package struct Signer: Sendable {
    package let id: AuthorityKeyID
    package let publicKey: SubjectPublicKeyInfo
    package let signatureAlgorithm: AlgorithmIdentifier
    /// False for a key on a device or in another process. For such a key the intent is committed before the key is asked.
    package let isInProcess: Bool

    private let key: PrivateKey
    private let commitIntent: @Sendable (SigningIntent) async throws -> Void

    /// Only `KeyRing` makes signers; `ArchitectureTests` keeps it so.
    init(
        key: PrivateKey,
        id: AuthorityKeyID,
        isInProcess: Bool,
        commitIntent: @escaping @Sendable (SigningIntent) async throws -> Void
    ) {
        self.id = id
        self.key = key
        self.isInProcess = isInProcess
        self.commitIntent = commitIntent
        publicKey = key.publicKey
        signatureAlgorithm = key.defaultSignatureAlgorithm
    }

    /// Signs a certificate.
    /// - Returns: its DER.
    package func sign(_ permit: consuming CertificatePermit) async throws -> [UInt8] {
        let body = permit.body
        let algorithm = permit.algorithm
        if isInProcess {
            // A software key signs at once, without suspension: this is on the way of every submission.
            if let signature = try key.signNow(body, using: algorithm) {
                return TBSCertificate.assemble(tbs: body, algorithm: algorithm, signature: signature)
            }
        } else {
            try await commitIntent(SigningIntent(key: id, subject: .certificate(serial: permit.serialNumber), body: body))
        }
        let signature = try await key.sign(body, using: algorithm)
        return TBSCertificate.assemble(tbs: body, algorithm: algorithm, signature: signature)
    }

    /// Signs a revocation list.
    /// - Returns: its DER.
    package func sign(_ permit: consuming RevocationListPermit) async throws -> [UInt8] {
        let body = permit.body
        let algorithm = permit.algorithm
        if !isInProcess { try await commitIntent(SigningIntent(key: id, subject: .revocationList(number: permit.number), body: body)) }
        let signature = try await key.sign(body, using: algorithm)
        return TBSCertificateList.assemble(tbs: body, algorithm: algorithm, signature: signature)
    }

    /// Signs a message as CMS SignedData. What is signed are signed attributes, which no certificate or list can be mistaken for.
    /// - Parameter certificate: the one of this key that the message names.
    /// - Returns: ContentInfo DER.
    package func sign(_ permit: consuming MessagePermit, as certificate: Certificate) async throws -> [UInt8] {
        try await CMSSigner.sign(
            content: permit.content,
            contentType: permit.contentType,
            certificate: certificate,
            key: key,
            certificates: permit.certificates
        )
    }
}
