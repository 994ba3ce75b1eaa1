import CAInterface
package import PKICrypto
import PKIDirectory
package import PKIFormats
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
            let addresses = (try? Certificate(derEncoded: newest.certificate)).map { Self.addresses(in: $0) }
            return Subject(number: authority.number, name: authority.name, addresses: addresses ?? [])
        }
    }

    /// Where a certificate says that the list is, without TLS: the list has its own signature.
    package static func addresses(in certificate: Certificate) -> [String] {
        ((try? certificate.value(of: CRLDistributionPoints.self))?.uris ?? []).filter { $0.lowercased().hasPrefix("http://") }
    }

    /// Reads lists, and records what they say when that is news. Each list counts, the newest last: what was revoked stays revoked, but a newer list releases a hold.
    /// - Parameter lists: each with the place where it was, in DER. They may be from anywhere: the signature of the parent is what counts.
    package func judge(_ lists: [(place: String, bytes: [UInt8])], for number: AuthorityNumber) async throws -> Verdict {
        for _ in 0..<BoundCertificationAuthority.mostAttempts {
            guard var authority = try await store.authorities().first(where: { $0.number == number }),
                let newest = Self.newest(of: authority)
            else { return .irrelevant("the authority is not certified elsewhere") }
            let certificate = try Certificate(derEncoded: newest.certificate)
            let (relevant, faults) = relevant(lists, for: certificate, issuer: newest.issuers[0])
            guard !relevant.isEmpty else { return .irrelevant(faults.isEmpty ? "there is none" : faults.joined(separator: "; ")) }
            let former = authority.revocationByParent
            let found = Self.told(by: relevant, about: certificate, generation: newest.index, after: former)
            let verdict: Verdict = found == nil ? .good : .revoked
            guard found != former else { return verdict }
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
            return verdict
        }
        return .irrelevant("the authority kept changing meanwhile")
    }

    /// What lists say about a certificate that is to be an authority's next one; nil when none that counts shows it.
    func revocation(of certificate: Certificate, issuer: [UInt8], in lists: [(place: String, bytes: [UInt8])]) -> ParentRevocation? {
        Self.told(by: relevant(lists, for: certificate, issuer: issuer).lists, about: certificate, generation: 0, after: nil)
    }

    /// The lists that count for the certificate, the oldest first, and why the others do not.
    private func relevant(_ lists: [(place: String, bytes: [UInt8])], for certificate: Certificate, issuer: [UInt8])
        -> (lists: [CertificateList], faults: [String])
    {
        var (relevant, faults): ([CertificateList], [String]) = ([], [])
        for (place, bytes) in lists {
            do {
                let list = try CertificateList(derEncoded: bytes)
                if let fault = fault(of: list, for: certificate, issuer: issuer) {
                    faults.append("\(place): \(fault)")
                } else {
                    relevant.append(list)
                }
            } catch {
                faults.append("\(place): it cannot be read: \(error)")
            }
        }
        return (relevant.sorted { ($0.thisUpdate, $0.crlNumber ?? 0) < ($1.thisUpdate, $1.crlNumber ?? 0) }, faults)
    }

    /// - Parameter lists: the oldest first.
    private static func told(by lists: [CertificateList], about certificate: Certificate, generation: Int, after former: ParentRevocation?)
        -> ParentRevocation?
    {
        lists.reduce(former) { former, list in
            let entry = list.revoked.first { $0.serialNumber == certificate.serialNumber && $0.reason != .removeFromCRL }
            guard let entry else {
                guard let former, former.isHold, list.thisUpdate > former.listed else { return former }
                return nil
            }
            let found = ParentRevocation(
                generation: generation,
                when: entry.date,
                reason: entry.reason?.rawValue ?? 0,
                listed: list.thisUpdate
            )
            guard let former else { return found }
            if list.thisUpdate <= former.listed { return former }
            // A hold is told again, because a list between the two must not release it. What is for good needs that no more.
            if former.isHold { return found }
            return found.isHold || (found.when, found.reason) == (former.when, former.reason) ? former : found
        }
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
