package import PortableFoundation
import Logging
import PKIFormats

extension CertificationService {
    /// The reason why no authority can issue certificates to clients at this time; nil while one can. Roots do not count: they issue to no client, and
    /// their keys are usually away. `/readyz` shows it to everybody.
    package func issuanceObstacle(at now: Date) -> String? {
        let issuing = (snapshots.last?.authorities ?? []).filter { $0.stored.role == .issuing }
        let obstacles = issuing.compactMap { obstacle(of: $0, at: now) }
        return obstacles.isEmpty || obstacles.count < issuing.count ? nil : obstacles.joined(separator: " ")
    }

    /// What keeps single keys on tokens from signing, for `/readyz`, whether others can issue or not.
    package var tokenWarnings: [String] {
        (snapshots.last?.authorities ?? []).flatMap { known in
            known.stored.keys.compactMap { key in
                keys.obstacle(of: key).map {
                    "The key \(key.index) of \(known.stored.name.quoted) is on a token and cannot be used: \($0.shown)."
                }
            }
        }
    }

    /// Asks every token that has a key of an authority whether it is there, and logs what changed. The schedule calls it.
    package func probeTokens() async {
        for known in snapshots.last?.authorities ?? [] {
            for key in known.stored.keys {
                let before = keys.obstacle(of: key)
                await keys.probeToken(of: key)
                let after = keys.obstacle(of: key)
                guard before?.shown != after?.shown else { continue }
                let metadata: Logger.Metadata = ["authority": "\(known.stored.name)", "key": "\(key.reference)"]
                if let after {
                    logger.error("a key on a token cannot be used", metadata: metadata.merging(["error": "\(after)"]) { $1 })
                } else {
                    logger.notice("a key on a token can be used again", metadata: metadata)
                }
            }
        }
    }

    private func obstacle(of known: KnownAuthority, at now: Date) -> String? {
        let name = known.stored.name.quoted
        guard let newest = known.newest else { return "\(name) has no certificate yet." }
        if keys.signer(of: newest.key) == nil {
            return "The key of \(name) could not be opened, so it issues nothing; the server's log says why."
        }
        if let key = known.stored.keys.first(where: { $0.index == newest.key.index }), let error = keys.obstacle(of: key) {
            return "The key of \(name) is on a token and cannot be used, so it issues nothing: \(error.shown); the server's log says more."
        }
        if let revocation = newest.limits.revocation {
            return "The certificate of \(revocation.authority.quoted) is revoked, so \(name) issues nothing."
        }
        guard newest.certificate.notBefore <= now else {
            return
                "The certificate of \(name) begins at \(newest.certificate.notBefore.formatted(.iso8601)), so it issues nothing until then; check the clock of this machine, or renew the CA."
        }
        guard now <= newest.certificate.notAfter else {
            return "The certificate of \(name) ended at \(newest.certificate.notAfter.formatted(.iso8601)), so it issues nothing."
        }
        return nil
    }
}
