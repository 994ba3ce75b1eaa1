package import CAInterface
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// The certificates of an authority, and one that another installation issued.
extension BoundCertificationAuthority {
    package func generations() async throws -> AuthorityGenerations {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard standing.seesState else { throw refusal(standing, "look at the certificates of the authority") }
            let known = try authority(in: snapshot)
            let now = service.clock()
            return AuthorityGenerations(
                generations: known.generations.map { generation in
                    let certificate = generation.certificate
                    return AuthorityGenerations.Generation(
                        index: generation.index,
                        key: generation.key.index,
                        certificate: certificate.derEncoded,
                        serial: certificate.serialHex,
                        notBefore: certificate.notBefore,
                        notAfter: certificate.notAfter,
                        keyAlgorithm: Self.words(for: certificate.subjectPublicKeyInfo.kind),
                        signatureAlgorithm: generation.signatureAlgorithm.name,
                        keyIsOpen: known.stored.keys.contains {
                            $0.index == generation.key.index && service.keys.canSign(with: $0, of: number)
                        },
                        certificateAddress: generation.certificateURL,
                        listAddress: generation.revocationListURL,
                        warning: warning(about: generation, of: known, at: now)
                    )
                },
                waiting: known.stored.renewal.map {
                    AuthorityGenerations.Waiting(began: $0.began, newKey: $0.isNewKey, request: $0.request)
                }
            )
        }
    }

    private static func words(for kind: KeyKind) -> String {
        if case .rsa(let bits) = kind { return "RSA \(bits)" }
        return kind.algorithmName
    }

    private func warning(about generation: IssuingGeneration, of known: KnownAuthority, at now: Date) -> String? {
        if generation.index == known.newest?.index, let revocation = generation.limits.revocation {
            return "The certificate of \(revocation.authority.quoted) is revoked."
        }
        if now < generation.limits.notBefore { return "It begins at \(generation.limits.notBefore.formatted(.iso8601))." }
        if now > generation.limits.notAfter { return "It ended at \(generation.limits.notAfter.formatted(.iso8601))." }
        return nil
    }

    /// What the lists of the parent that are at hand say about a certificate before it is installed. Without one, the hourly look at them follows.
    private func requireNotRevoked(_ chain: [Certificate]) async throws {
        guard chain.count > 1, let lists = await service.parentLists?(chain[0]) else { return }
        let check = ParentRevocationCheck(store: service.store, verifier: service.verifier, clock: service.clock)
        guard let told = check.revocation(of: chain[0], issuer: chain[1].derEncoded, in: lists) else { return }
        throw CAError(
            .unacceptable,
            status: .certRevoked,
            "The parent's list says that this certificate was revoked at \(told.when.formatted(.iso8601)). Nothing was changed.",
            reason: DenialReason(
                rule: "CertificateIsTheAuthoritys",
                field: "certificate",
                value: chain[0].serialHex,
                remedy: "Ask the parent for another certificate."
            )
        )
    }

    package func installCertificate(_ certificates: AuthorityCertificates) async throws -> RenewalOutcome {
        let waiting = try await acting { snapshot, standing -> StoredRenewal in
            try require(.manageAuthority, of: standing, to: "install a certificate of the authority")
            let stored = try authority(in: snapshot).stored
            guard let renewal = stored.renewal, renewal.request != nil else { throw Self.nothingWaits(stored.name) }
            return renewal
        }
        return try await putInPlace(waiting, passphrase: nil, as: .certificateInstalled) { snapshot, _, stored in
            guard let request = try waiting.request.map({ try CertificationRequest(derEncoded: $0) }) else {
                throw Self.nothingWaits(stored.name)
            }
            let chain = try ForeignCertificate.judged(
                certificates,
                for: request,
                of: stored.name,
                after: stored.generations.map { try Certificate(derEncoded: $0.certificate) },
                at: service.clock(),
                verifier: service.verifier
            )
            try await requireNotRevoked(chain)
            return (chain[0].derEncoded, chain.dropFirst().map(\.derEncoded), [])
        }
    }
}
