import CAInterface
package import PKICrypto
import PKIDirectory
import PKIFormats
package import PortableFoundation

/// Takes over what the authorities above ours, of other installations, say in their revocation lists. An authority whose certificate is revoked there issues nothing from then on,
/// as one below an authority of this installation.
package struct ParentRevocationCheck: Sendable {
    /// An authority whose newest certificate another installation issued.
    package struct Subject: Sendable, Hashable {
        package let number: AuthorityNumber
        package let name: String
        /// Where its certificate says that the list is.
        package let addresses: [String]
    }

    package enum Verdict: Sendable, Hashable {
        case good
        case revoked
        /// The list says nothing about this certificate, for the reason given.
        case irrelevant(String)
    }

    let store: any CAStore
    let verifier: (any SignatureVerifier)?
    let clock: @Sendable () -> Date

    package init(store: any CAStore, verifier: (any SignatureVerifier)?, clock: @escaping @Sendable () -> Date) {
        self.store = store
        self.verifier = verifier
        self.clock = clock
    }

    package func subjects() async throws -> [Subject] {
        try await store.authorities().compactMap { authority in
            guard let newest = Self.newest(of: authority) else { return nil }
            let addresses = ((try? Certificate(derEncoded: newest.certificate).value(of: CRLDistributionPoints.self))?.uris ?? [])
            return Subject(
                number: authority.number,
                name: authority.name,
                addresses: addresses.filter { $0.lowercased().hasPrefix("http://") }
            )
        }
    }

    /// Reads a list, and records what it says when that is news.
    /// - Parameter bytes: DER, from anywhere: the signature of the parent is what counts.
    package func judge(_ bytes: [UInt8], for number: AuthorityNumber) async throws -> Verdict {
        for _ in 0..<BoundCertificationAuthority.mostAttempts {
            guard var authority = try await store.authorities().first(where: { $0.number == number }),
                let newest = Self.newest(of: authority)
            else { return .irrelevant("the authority is not certified elsewhere") }
            let certificate = try Certificate(derEncoded: newest.certificate)
            let list: CertificateList
            do { list = try CertificateList(derEncoded: bytes) } catch { return .irrelevant("it cannot be read: \(error)") }
            if let reason = fault(of: list, for: certificate, issuer: newest.issuers[0]) { return .irrelevant(reason) }
            let entry = list.revoked.first { $0.serialNumber == certificate.serialNumber && $0.reason != .removeFromCRL }
            let former = authority.parentRevocation.flatMap { $0.generation == newest.index ? $0 : nil }
            if let former, list.thisUpdate < former.listed { return .revoked }
            let found = entry.map {
                ParentRevocation(
                    generation: newest.index,
                    when: $0.date,
                    reason: $0.reason?.rawValue ?? 0,
                    // One that says the same changes nothing.
                    listed: former?.when == $0.date ? former?.listed ?? list.thisUpdate : list.thisUpdate
                )
            }
            guard found != former else { return found == nil ? .good : .revoked }
            let revision = authority.revision
            authority.parentRevocation = found
            authority.revision += 1
            let facts = AuditEvent.LifeFacts(
                authority: number.rawValue,
                generation: newest.index,
                serial: certificate.serialHex,
                detail: found.map { "revoked by \(certificate.issuer.rfc4514) at \($0.when.formatted(.iso8601)), reason \($0.reason)" }
                    ?? "released by \(certificate.issuer.rfc4514)"
            )
            let record = AuditRecord(.authorityLife(.revokedByParent, facts), by: .service(.revocationLists), when: clock())
            do {
                try await store.commit(
                    [.authorityUpdated(authority), .audited(record)],
                    expecting: Basis(authority: number, authorityRevision: revision)
                )
            } catch CommitError.moved {
                continue
            }
            return found == nil ? .good : .revoked
        }
        return .irrelevant("the authority kept changing meanwhile")
    }

    private static func newest(of authority: StoredAuthority) -> StoredAuthority.Generation? {
        guard authority.parent == nil, let newest = authority.generations.max(by: { $0.index < $1.index }), !newest.issuers.isEmpty else {
            return nil
        }
        return newest
    }

    /// Why a list does not count for the certificate. Source: RFC 5280 §6.3.3.
    private func fault(of list: CertificateList, for certificate: Certificate, issuer: [UInt8]) -> String? {
        guard list.issuer.matches(certificate.issuer) else { return "it is of \(list.issuer.rfc4514)" }
        guard let above = try? Certificate(derEncoded: issuer),
            (try? list.isSigned(with: above.subjectPublicKeyInfo, verifier: verifier)) == true
        else { return "the key of \(certificate.issuer.rfc4514) did not sign it" }
        let now = clock()
        guard list.thisUpdate <= now.addingTimeInterval(600) else { return "it begins at \(list.thisUpdate.formatted(.iso8601))" }
        guard let end = list.nextUpdate, now <= end else { return "it has ended" }
        let known: Set<OID> = [AuthorityKeyIdentifier.oid, CRLNumber.oid, IssuingDistributionPoint.oid, FreshestCRL.oid]
        if let other = list.extensions.first(where: { $0.critical && !known.contains($0.oid) }) {
            return "its critical extension \(other.oid.nameOrDotted) is not known"
        }
        if list.extensions.contains(where: { $0.oid == DeltaCRLIndicator.oid }) { return "it is a delta list" }
        if let part = list.extensions.first(where: { $0.oid == IssuingDistributionPoint.oid }) {
            guard let scope = try? IssuingDistributionPoint(value: part.value), !scope.onlyContainsUserCertificates,
                !scope.onlyContainsAttributeCertificates, !scope.isIndirect, scope.onlySomeReasons == nil
            else { return "it is for other certificates" }
        }
        return nil
    }
}
