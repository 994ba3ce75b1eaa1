import PKICrypto
import PKIFormats

/// Whether a module's statement is about the key of a request, and by an identity key of that module.
struct StatementJudgment: Sendable {
    let statement: KeyAttestationStatement
    let identity: ModuleIdentity
    let key: SubjectPublicKeyInfo

    /// - Returns: what the module must still show; nil when the identity key has a certificate.
    func judge() throws(AttestationRefusal) -> AttestedKey.Proof? {
        guard statement.platform == 2 else { throw .otherPlatform(statement.platform) }
        switch identity {
        case .identity(let information):
            try verify(by: information.key)
            return nil
        case .endorsement(let information):
            let area = try identityKey()
            try verify(by: area.key)
            return AttestedKey.Proof(endorsementKey: information.key, identityName: area.name)
        }
    }

    /// The identity key: it never leaves its module and signs only what the module says itself. Its name stays one key's only with a hash that has no collisions.
    private func identityKey() throws(AttestationRefusal) -> TPMPublicArea {
        guard !statement.identityBinding.isEmpty else {
            throw .binding("absent", "The statement does not bind its identity key to the endorsement key.")
        }
        let area: TPMPublicArea
        do throws(FormatError) {
            area = try IdentityBinding(encoded: statement.identityBinding).publicArea
        } catch {
            throw .binding("unreadable", "The identity key of the statement cannot be read: \(error).")
        }
        guard area.attributes.isSuperset(of: [.fixedTPM, .fixedParent, .sensitiveDataOrigin, .restricted, .sign]),
            !area.attributes.contains(.decrypt)
        else {
            throw .binding(
                "no identity key",
                "The identity key may leave its module, was not made there, or signs more than what the module says."
            )
        }
        guard area.nameAlgorithm != .sha1 else { throw .binding("SHA-1", "The name of the identity key is made with SHA-1.") }
        return area
    }

    private func verify(by identityKey: SubjectPublicKeyInfo) throws(AttestationRefusal) {
        let attestation: KeyAttestation
        do throws(FormatError) {
            attestation = try KeyAttestation(encoded: statement.keyAttestation)
        } catch {
            throw .corrupt("The attestation of the key cannot be read: \(error).")
        }
        do throws(KeyAttestationError) {
            try attestation.verify(certifies: key, by: identityKey, allowsSHA1: false)
        } catch {
            switch error.kind {
            case .unreadable: throw .corrupt("The attestation of the key does not hold: \(error).")
            case .notSigned: throw .statement("not signed", "The attestation of the key does not hold: \(error).")
            case .otherKey: throw .statement("another key", "The attestation of the key does not hold: \(error).")
            case .notFixed: throw .statement("not fixed", "The attestation of the key does not hold: \(error).")
            }
        }
    }
}
