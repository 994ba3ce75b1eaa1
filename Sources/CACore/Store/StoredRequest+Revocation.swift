package import PortableFoundation

extension StoredRequest {
    /// Whether the revocation was ordered for a time after the order. Only then does the clock say whether it counts: any other one counts as soon as it is stored, also where the
    /// clock is behind that of the order, because it was set back or is that of another node.
    package var isRevokedAhead: Bool {
        guard let ordered = revokedWhen, let begins = revokedEffectiveWhen else { return false }
        return begins > ordered
    }

    /// Whether the certificate is revoked, but not yet at this time.
    package func isRevocationAhead(at date: Date) -> Bool { isRevokedAhead && (revokedEffectiveWhen ?? date) > date }
}
