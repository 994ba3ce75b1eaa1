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
                        keyIsOpen: service.keys.signer(of: generation.key) != nil,
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
        if now > generation.limits.notAfter { return "It ended at \(generation.limits.notAfter.formatted(.iso8601))." }
        return nil
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
                at: service.clock(),
                verifier: service.verifier
            )
            return (chain[0].derEncoded, chain.dropFirst().map(\.derEncoded), [])
        }
    }
}
