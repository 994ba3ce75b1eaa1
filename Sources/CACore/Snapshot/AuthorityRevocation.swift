import CAInterface
package import PortableFoundation
import PKIFormats

/// The certificate of an authority, or of one above it, is revoked. Relying parties that check this accept nothing it signs.
package struct AuthorityRevocation: Sendable, Hashable {
    /// The authority of that certificate.
    package let authority: String
    package let when: Date
    /// RFC 5280 number.
    package let reason: Int

    package init(authority: String, when: Date, reason: Int) {
        self.authority = authority
        self.when = when
        self.reason = reason
    }

    /// The row of an authority's newest certificate; nil for a root, or if the certificate cannot be read.
    package static func row(of authority: StoredAuthority) -> (issuer: AuthorityNumber, serial: String)? {
        guard let parent = authority.parent, let newest = authority.generations.max(by: { $0.index < $1.index }),
            let certificate = try? Certificate(derEncoded: newest.certificate)
        else { return nil }
        return (parent, certificate.serialHex)
    }

    /// - Parameter row: the row of the authority's newest certificate.
    /// - Returns: nil unless it is revoked.
    package init?(of authority: StoredAuthority, row: StoredRequest?) {
        guard let row, row.disposition == .revoked else { return nil }
        self.init(
            authority: authority.name,
            when: row.revokedEffectiveWhen ?? row.revokedWhen ?? row.submittedWhen,
            reason: row.revokedReason ?? 0
        )
    }

    /// The revocations in the rows of the authorities above. Of an authority that an outside CA certified, what that CA's list said.
    static func all(of authorities: [StoredAuthority], in store: any CAStore) async throws -> [AuthorityNumber: AuthorityRevocation] {
        var found: [AuthorityNumber: AuthorityRevocation] = [:]
        for authority in authorities {
            if let told = authority.revocationByParent {
                found[authority.number] = AuthorityRevocation(authority: authority.name, when: told.when, reason: told.reason)
            }
            guard let (issuer, serial) = row(of: authority) else { continue }
            found[authority.number] = AuthorityRevocation(of: authority, row: try await store.request(serial: serial, of: issuer))
        }
        return found
    }
}
