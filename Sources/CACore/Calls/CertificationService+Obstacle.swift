package import PortableFoundation
import PKIFormats

extension CertificationService {
    /// The reason why no authority can issue certificates to clients at this time; nil while one can. Roots do not count: they issue to no client, and
    /// their keys are usually away. `/readyz` shows it to everybody.
    package func issuanceObstacle(at now: Date) -> String? {
        let issuing = (snapshots.last?.authorities ?? []).filter { $0.stored.role == .issuing }
        let obstacles = issuing.compactMap { obstacle(of: $0, at: now) }
        return obstacles.isEmpty || obstacles.count < issuing.count ? nil : obstacles.joined(separator: " ")
    }

    private func obstacle(of known: KnownAuthority, at now: Date) -> String? {
        let name = known.stored.name.quoted
        guard let newest = known.newest else { return "\(name) has no certificate yet." }
        if keys.signer(of: newest.key) == nil {
            return "The key of \(name) could not be opened, so it issues nothing; the server's log says why."
        }
        if let revocation = newest.limits.revocation {
            return "The certificate of \(revocation.authority.quoted) is revoked, so \(name) issues nothing."
        }
        guard now <= newest.certificate.notAfter else {
            return "The certificate of \(name) ended at \(newest.certificate.notAfter.formatted(.iso8601)), so it issues nothing."
        }
        return nil
    }
}
