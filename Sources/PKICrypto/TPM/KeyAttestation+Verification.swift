public import PKIFormats

/// Why the attestation of a key does not hold.
public struct KeyAttestationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: Hashable, Sendable {
        /// The attestation cannot be read, or is of another platform than TPM 2.0.
        case unreadable
        /// The identity key did not sign it.
        case notSigned
        /// It is about another key.
        case otherKey
        /// The key may leave its module, or was not made there.
        case notFixed
    }

    /// What is wrong.
    public let kind: Kind
    /// The same in words.
    public let description: String
}

extension KeyAttestation {
    /// Judges the attestation of a TPM 2.0.
    ///
    /// The signature is taken as Windows keeps it: the octets alone, over SHA-256 or SHA-1. Whether the identity key is that of a module that counts is the
    /// caller's to find out.
    /// - Parameters:
    ///   - key: the key that must be the certified one.
    ///   - identityKey: signs statements of its module and nothing else.
    ///   - allowsSHA1: whether a signature over SHA-1, or a name that is made with it, counts. Who can make collisions of SHA-1 can have a module sign one
    ///     statement that reads as another.
    /// - Returns: the public part of the certified key.
    /// - Throws: ``KeyAttestationError``.
    @discardableResult
    public func verify(
        certifies key: SubjectPublicKeyInfo,
        by identityKey: SubjectPublicKeyInfo,
        allowsSHA1: Bool = true
    ) throws(KeyAttestationError) -> TPMPublicArea {
        guard platform == 2 else {
            throw KeyAttestationError(kind: .unreadable, description: "the attestation is of platform \(platform), not of a TPM 2.0 (2)")
        }
        let statement: TPMCertification
        let area: TPMPublicArea
        do throws(FormatError) {
            statement = try TPMCertification(encoded: certification)
            area = try PlatformKeyBlob(encoded: keyBlob).publicArea
        } catch {
            throw KeyAttestationError(kind: .unreadable, description: "the attestation cannot be read: \(error)")
        }
        guard isSigned(by: identityKey, allowsSHA1: allowsSHA1) else {
            throw KeyAttestationError(kind: .notSigned, description: "the identity key did not sign the attestation")
        }
        guard allowsSHA1 || area.nameAlgorithm != .sha1 else {
            throw KeyAttestationError(kind: .otherKey, description: "the name of the key is made with SHA-1")
        }
        guard statement.name == area.name else {
            throw KeyAttestationError(kind: .otherKey, description: "the module certified another key than the one in the attestation")
        }
        guard area.key.kind == key.kind, area.key.keyBytes == key.keyBytes else {
            throw KeyAttestationError(kind: .otherKey, description: "the attestation is about another key than the request")
        }
        guard area.attributes.isSuperset(of: [.fixedTPM, .fixedParent, .sensitiveDataOrigin]) else {
            throw KeyAttestationError(kind: .notFixed, description: "the key may leave its module, or was not made there")
        }
        return area
    }

    private func isSigned(by key: SubjectPublicKeyInfo, allowsSHA1: Bool) -> Bool {
        let rsa: [AlgorithmIdentifier] = allowsSHA1 ? [.rsaWithSHA256, .rsaWithSHA1] : [.rsaWithSHA256]
        let algorithms = key.kind.isRSA ? rsa : [.ecdsaWithSHA256, .ecdsaWithSHA384]
        return algorithms.contains { (try? Signature.isValid(signature, over: certification, algorithm: $0, key: key)) == true }
    }
}
