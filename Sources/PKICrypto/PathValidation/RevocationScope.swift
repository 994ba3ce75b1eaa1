import PKIFormats

import PortableFoundation

/// Decides whether a revocation list covers a certificate, by one of its distribution points (RFC 5280 §6.3.3 (b) and (d)).
struct RevocationScope {
    /// All the reasons that a set of lists has to cover.
    static let allReasons = ReasonFlags(rawValue: 0x1FE)

    /// The reasons for which the list covers the certificate; `nil` when it does not cover it.
    let reasons: ReasonFlags?

    init(list: CertificateList, point: DistributionPoint, certificate: Certificate) {
        reasons = Self.reasons(list, point, certificate)
    }

    private static func reasons(_ list: CertificateList, _ point: DistributionPoint, _ certificate: Certificate) -> ReasonFlags? {
        let scope: IssuingDistributionPoint?
        do { scope = try list.issuingDistributionPoint() } catch { return nil }
        if point.crlIssuer.isEmpty {
            guard list.issuer.matches(certificate.issuer) else { return nil }
        } else {
            guard scope?.isIndirect == true, point.crlIssuer.contains(where: { same($0, .directoryName(list.issuer)) }) else { return nil }
        }
        let all = point.reasons.map { $0.intersection(allReasons) } ?? allReasons
        guard let scope else { return all }
        if let name = scope.name {
            let wanted =
                point.name.map { names($0, below: issuer(of: point) ?? certificate.issuer) } ?? point.crlIssuer
            let offered = names(name, below: list.issuer)
            guard offered.contains(where: { offer in wanted.contains { same(offer, $0) } }) else { return nil }
        }
        guard !scope.onlyContainsAttributeCertificates else { return nil }
        let isCA = certificate.basicConstraints?.isCA == true
        guard !(isCA && scope.onlyContainsUserCertificates), !(!isCA && scope.onlyContainsCACertificates) else { return nil }
        return scope.onlySomeReasons.map { all.intersection($0) } ?? all
    }

    /// The number of distribution points of a certificate that are examined; real certificates have one or a few.
    private static let maximumPoints = 32

    /// The distribution points of a certificate, followed by the place where its issuer may have any list.
    static func points(of certificate: Certificate) -> [DistributionPoint] {
        let own = (try? certificate.value(of: CRLDistributionPoints.self))?.points ?? []
        return own.prefix(maximumPoints) + [DistributionPoint(fullName: [.directoryName(certificate.issuer)])]
    }

    /// The reason why a list cannot be used, whatever it contains: its time does not fit, or something critical is not understood.
    static func fault(in list: CertificateList, at time: Date) -> String? {
        if list.thisUpdate > time { return "the revocation list is of a later time" }
        guard let next = list.nextUpdate else { return "the revocation list does not say until when it holds (nextUpdate)" }
        if next < time { return "the revocation list is out of date" }
        if list.signatureAlgorithm != list.innerSignatureAlgorithm {
            return "the algorithm outside the signed part of the revocation list differs from the one inside"
        }
        for item in list.extensions where item.critical && !processed.contains(item.oid) {
            return "the critical extension \(item.oid.nameOrDotted) of the revocation list is not understood"
        }
        for item in list.extensions where processed.contains(item.oid) {
            if let reason = unreadable(item) {
                return "the extension \(item.oid.nameOrDotted) of the revocation list cannot be read: \(reason)"
            }
        }
        // RFC 5280 §5.3: such a list says nothing about any certificate.
        for entry in list.revoked {
            for item in entry.extensions {
                if item.critical, !processedInEntries.contains(item.oid) {
                    return "the critical extension \(item.oid.nameOrDotted) of an entry of the revocation list is not understood"
                }
                // This extension decides whose certificate an entry revokes, and whose the entries after it revoke.
                if item.critical && item.oid != CRLReason.oid || item.oid == EntryCertificateIssuer.oid, let reason = unreadable(item) {
                    return "the extension \(item.oid.nameOrDotted) of an entry of the revocation list cannot be read: \(reason)"
                }
            }
        }
        return nil
    }

    private static func unreadable(_ item: CertificateExtension) -> String? {
        do throws(FormatError) {
            _ = try KnownExtensions.decode(item)
            return nil
        } catch {
            return error.reason
        }
    }

    private static let processed: Set<OID> = [
        IssuingDistributionPoint.oid, DeltaCRLIndicator.oid, CRLNumber.oid, AuthorityKeyIdentifier.oid, IssuerAlternativeName.oid,
        FreshestCRL.oid,
    ]

    /// An entry keeps a reason code among its extensions only when it cannot be read. The certificate then counts as revoked without a
    /// reason.
    private static let processedInEntries: Set<OID> = [EntryCertificateIssuer.oid, InvalidityDate.oid, HoldInstruction.oid, CRLReason.oid]

    private static func issuer(of point: DistributionPoint) -> DistinguishedName? {
        for case .directoryName(let name) in point.crlIssuer { return name }
        return nil
    }

    /// A relative name goes below the name of the list's issuer.
    private static func names(_ name: DistributionPointName, below issuer: DistinguishedName) -> [GeneralName] {
        switch name {
        case .fullName(let names): names
        case .relativeToIssuer(let rdn): [.directoryName(DistinguishedName(issuer.rdns + [rdn]))]
        }
    }

    private static func same(_ first: GeneralName, _ second: GeneralName) -> Bool {
        if case .directoryName(let first) = first, case .directoryName(let second) = second { return first.matches(second) }
        return first == second
    }
}
