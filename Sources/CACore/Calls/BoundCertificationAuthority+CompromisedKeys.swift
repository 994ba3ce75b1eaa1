import CAInterface
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

extension BoundCertificationAuthority {
    private static let compromises = [CRLReason.keyCompromise.rawValue, CRLReason.caCompromise.rawValue]

    /// Whoever else has the key could issue in the name of another certificate with it too.
    /// - Throws: `CAError` when a certificate of the authority with this key was revoked because the key, or the authority, was compromised.
    func requireUncompromised(_ key: AuthorityKey, of stored: StoredAuthority) async throws {
        for generation in stored.generations where generation.keyIndex == key.index {
            guard let reason = try await revocationReason(of: generation, stored), Self.compromises.contains(reason) else { continue }
            let certificate = try Certificate(derEncoded: generation.certificate)
            throw CAError(
                .unacceptable,
                status: .certRevoked,
                "The certificate \(generation.index) of \(stored.name.quoted) was revoked because its key was compromised, so that the key gets no other one. Nothing was changed.",
                reason: DenialReason(
                    rule: "CompromisedKeyEnds",
                    field: "newKey",
                    value: certificate.serialHex,
                    remedy:
                        "Renew with a new key: chancery authority renew --new-key. When a renewal with this key waits, forget it first: chancery authority renew --discard"
                )
            )
        }
    }

    private func revocationReason(of generation: StoredAuthority.Generation, _ stored: StoredAuthority) async throws -> Int? {
        if stored.parentRevocation?.generation == generation.index { return stored.parentRevocation?.reason }
        guard let parent = stored.parent else { return nil }
        let serial = try Certificate(derEncoded: generation.certificate).serialHex
        guard let row = try await service.store.request(serial: serial, of: parent), row.disposition == .revoked else { return nil }
        return row.revokedReason
    }
}
