import CAInterface
package import PortableFoundation
import PKIFormats

/// The certificate of an authority, or of one above it, is revoked: nothing it signs is accepted by anybody who looks.
package struct AuthorityRevocation: Sendable, Hashable {
    /// Whose certificate it is.
    package let authority: String
    package let when: Date
    /// RFC 5280 number.
    package let reason: Int

    package init(authority: String, when: Date, reason: Int) {
        self.authority = authority
        self.when = when
        self.reason = reason
    }

    /// The revocations that stand in the rows of the authorities above. An authority that an outside one certified has no such row.
    static func all(of authorities: [StoredAuthority], in store: any CAStore) async throws -> [AuthorityNumber: AuthorityRevocation] {
        var found: [AuthorityNumber: AuthorityRevocation] = [:]
        for authority in authorities {
            guard let parent = authority.parent, let newest = authority.generations.max(by: { $0.index < $1.index }),
                let certificate = try? Certificate(derEncoded: newest.certificate),
                let row = try await store.request(serial: certificate.serialHex, of: parent), row.disposition == .revoked
            else { continue }
            found[authority.number] = AuthorityRevocation(
                authority: authority.name,
                when: row.revokedEffectiveWhen ?? row.revokedWhen ?? row.submittedWhen,
                reason: row.revokedReason ?? 0
            )
        }
        return found
    }
}
