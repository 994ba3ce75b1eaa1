public import CertCli
import CAInterface
import PKICrypto
public import PKIFormats

/// The settings of a request for the attestation of its key. Source: "IX509CertificateRequestPkcs10V3 interface" and its version 4.
struct RequestAttestation {
    var isRequired = false
    var isPreferred = false
    var exchange: Certificate?
    var algorithm: OID?
    var strength = 0
    var claimType = KeyAttestationClaimType.none
    var module: (any SecurityModule)?
}

extension X509CertificateRequestPkcs10 {
    /// Whether `encode` has ``securityModule`` attest the key, and fails when it cannot. Source:
    /// "IX509CertificateRequestPkcs10V3::get_AttestPrivateKey".
    public var attestPrivateKey: Bool {
        get { attestation.isRequired }
        set { attestation.isRequired = newValue }
    }

    /// Whether `encode` has the key attested if it can be: without a module, or with a key that the module does not hold, the request has no
    /// attestation. Source: "IX509CertificateRequestPkcs10V4::get_AttestPrivateKeyPreferred".
    public var attestPrivateKeyPreferred: Bool {
        get { attestation.isPreferred }
        set { attestation.isPreferred = newValue }
    }

    /// The module that holds the key. Not a documented member: the documented way finds it by the key's provider.
    public var securityModule: (any SecurityModule)? {
        get { attestation.module }
        set { attestation.module = newValue }
    }

    /// The CA's exchange certificate, for which the endorsement key is encrypted. Source:
    /// "IX509CertificateRequestPkcs10V3::get_AttestationEncryptionCertificate".
    /// - Throws: `CAError` with 0x80094004 when none is set.
    public func attestationEncryptionCertificate(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        guard let exchange = attestation.exchange else { throw CAError.empty("The request has no attestation encryption certificate.") }
        return try encoding.encode(exchange.derEncoded)
    }

    /// Takes the CA's exchange certificate, which must lead to a root of the machine's store or of the account's. Windows counts the roots of
    /// the machine alone; here accounts cannot read its store. Source: "IX509CertificateRequestPkcs10V3::put_AttestationEncryptionCertificate".
    /// - Parameter issuers: the CAs above it that no store has.
    /// - Throws: `CAError`: 0x8009310B no certificate, 0x800B0110 not for exchange with a CA, 0x800B0109 no trusted root, 0x800B010A no chain.
    public func setAttestationEncryptionCertificate(
        _ certificate: [UInt8],
        encoding: EncodingType = .base64,
        issuers: [Certificate] = []
    ) throws {
        let bytes = try encoding.decode(certificate)
        let exchange: Certificate
        do throws(FormatError) {
            exchange = try Certificate(derEncoded: bytes)
        } catch {
            throw CAError.unreadable("The attestation encryption certificate", error)
        }
        _ = try AttestationRequest.purpose(of: exchange)
        try lookup.checkChain(of: exchange, presented: issuers, context: .none)
        attestation.exchange = exchange
    }

    /// The cipher of the endorsement key; nil for AES with 256 bits. Source: "IX509CertificateRequestPkcs10V3::get_EncryptionAlgorithm".
    public var encryptionAlgorithm: OID? {
        get { attestation.algorithm }
        set { attestation.algorithm = newValue }
    }

    /// The bits of the cipher's key, which ``encryptionAlgorithm`` implies for every cipher that is written here. Source:
    /// "IX509CertificateRequestPkcs10V3::get_EncryptionStrength".
    public var encryptionStrength: Int {
        get { attestation.strength }
        set { attestation.strength = newValue }
    }

    /// The kind of claim. `none` means authority and subject: a ``SecurityModule`` tells of its identity key and of the request's key together.
    /// Source: "IX509CertificateRequestPkcs10V4::get_ClaimType".
    public var claimType: KeyAttestationClaimType {
        get { attestation.claimType }
        set { attestation.claimType = newValue }
    }

    /// The attributes of the attestation; none when it is not wanted, or preferred and not possible.
    func attestationAttributes(of key: SubjectPublicKeyInfo) async throws -> [RequestAttribute] {
        guard attestation.isRequired || attestation.isPreferred else { return [] }
        do {
            return try await requiredAttestation(of: key)
        } catch {
            guard attestation.isRequired else { return [] }
            throw error
        }
    }

    private func requiredAttestation(of key: SubjectPublicKeyInfo) async throws -> [RequestAttribute] {
        guard [.none, .authorityAndSubject].contains(claimType) else {
            guard KeyAttestationClaimType.documented.contains(where: { $0.value == claimType }) else {
                throw CAError.badArgument("The claim type \(claimType.rawValue) is unknown. Use authorityAndSubject.")
            }
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "The claim \(claimType) is not made: a security module tells of its identity key and of the request's key together. "
                    + "Use authorityAndSubject."
            )
        }
        guard let module = attestation.module else {
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "The key is to be attested, and Windows' own providers exist on Windows alone. Set securityModule, or do not set attestPrivateKey."
            )
        }
        guard let exchange = attestation.exchange else {
            throw CAError.empty(
                "The key is to be attested, and the CA's exchange certificate is missing. Call setAttestationEncryptionCertificate "
                    + "(certreq ca certificate --exchange)."
            )
        }
        let cipher = try KeyArchival.cipher(attestation.algorithm, bits: attestation.strength)
        do {
            return try await AttestationRequest.attributes(for: key, by: module, exchange: exchange, cipher: cipher)
        } catch let error as KeyError {
            throw CAError(
                .malformed,
                status: .unknownAlgorithm,
                "The endorsement key cannot be encrypted for the CA: \(error). Choose AES as encryptionAlgorithm.",
                cause: error
            )
        }
    }
}
