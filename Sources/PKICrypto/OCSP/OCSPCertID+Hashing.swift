public import PKIFormats

extension OCSPCertID {
    /// Names a certificate by its issuer.
    /// - Parameters:
    ///   - issuer: the certificate of the CA that issued `certificate`.
    ///   - hash: SHA-1 is the hash that every responder looks up (RFC 5019 §2.1.1). Here it names and protects nothing.
    public init(certificate: Certificate, issuer: Certificate, hash: DigestAlgorithm = .sha1) {
        self.init(
            serialNumber: certificate.serialNumber,
            issuerName: issuer.subject,
            issuerKey: issuer.subjectPublicKeyInfo,
            hash: hash
        )
    }

    /// Names a certificate by serial number and issuer, for a responder that does not have the certificate.
    /// - Parameter serialNumber: the content octets of the INTEGER, as in ``Certificate/serialNumber``.
    public init(serialNumber: [UInt8], issuerName: DistinguishedName, issuerKey: SubjectPublicKeyInfo, hash: DigestAlgorithm = .sha1) {
        self.init(
            hashAlgorithm: hash == .sha1 ? .sha1 : AlgorithmIdentifier(hash.oid, parameters: [0x05, 0x00]),
            issuerNameHash: Digest.of(issuerName.derEncoded, hash),
            issuerKeyHash: Digest.of(issuerKey.keyBytes, hash),
            serialNumber: serialNumber
        )
    }

    /// Whether this names a certificate of `issuer` with this serial number; `false` when the hash function is not known.
    public func names(serialNumber: [UInt8], issuer: Certificate) -> Bool {
        self.serialNumber == serialNumber && isOf(issuer)
    }

    /// Whether this names any certificate of `issuer`; `false` when the hash function is not known.
    public func isOf(_ issuer: Certificate) -> Bool {
        guard let digest = DigestAlgorithm(oid: hashAlgorithm.oid) else { return false }
        return issuerKeyHash == Digest.of(issuer.subjectPublicKeyInfo.keyBytes, digest)
            && issuerNameHash == Digest.of(issuer.subject.derEncoded, digest)
    }
}

extension OCSPResponderID {
    /// The identifier of the responder with this certificate.
    /// - Parameter byKey: whether to name it by the hash of its key instead of by its name.
    public init(_ certificate: Certificate, byKey: Bool = false) {
        self = byKey ? .keyHash(certificate.subjectPublicKeyInfo.keyIdentifier) : .name(certificate.subject)
    }

    /// Whether this names the holder of the certificate.
    public func names(_ certificate: Certificate) -> Bool {
        switch self {
        case .name(let name): name.matches(certificate.subject)
        case .keyHash(let hash): hash == certificate.subjectPublicKeyInfo.keyIdentifier
        }
    }
}
