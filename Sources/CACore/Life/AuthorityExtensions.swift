package import PKIFormats

/// The extensions of the certificates of authorities, without the key identifiers of their subjects.
package enum AuthorityExtensions {
    /// What every certificate of an authority decides for itself; a further certificate of the same authority does not take it over.
    private static let replaced: Set<OID> = [
        SubjectKeyIdentifier.oid, AuthorityKeyIdentifier.oid, BasicConstraints.oid, CRLDistributionPoints.oid, FreshestCRL.oid,
        AuthorityInformationAccess.oid, SubjectAlternativeName.oid, CAVersion.oid, PreviousCACertificateHash.oid, CrossCAVersion.oid,
    ]
    private static let pointers: Set<OID> = [CRLDistributionPoints.oid, FreshestCRL.oid, AuthorityInformationAccess.oid]

    /// Of the first certificate.
    /// - Parameters:
    ///   - additional: such as policies and purposes.
    ///   - issuer: nil for a root.
    package static func first(pathLength: Int?, additional: [CertificateExtension] = [], issuer: IssuingGeneration?)
        -> [CertificateExtension]
    {
        let usage: KeyUsage = [.digitalSignature, .keyCertSign, .cRLSign]
        var extensions: [CertificateExtension] = []
        func isGiven(_ oid: OID) -> Bool { additional.contains { $0.oid == oid } }
        if !isGiven(KeyUsage.oid) { extensions.append(usage.asExtension(critical: true)) }
        extensions.append(CertificateProfile.authorityConstraints(wanted: pathLength, issuer: issuer?.limits.pathLength))
        extensions += additional
        if !isGiven(CAVersion.oid) { extensions.append(CAVersion(certificateIndex: 0, keyIndex: 0).asExtension()) }
        return extensions + pointers(to: issuer)
    }

    /// Of the next certificate of an authority: what the last one had, for another generation.
    /// - Parameter issuer: nil for a root, and for a request.
    package static func next(after former: Certificate, version: CAVersion, formerHash: [UInt8], issuer: IssuingGeneration?)
        -> [CertificateExtension]
    {
        // A root keeps the addresses that somebody once gave it; every other certificate has those of its issuer.
        let kept = former.extensions.filter {
            !replaced.contains($0.oid) || former.isSelfIssued && issuer == nil && pointers.contains($0.oid)
        }
        let usage = (former.keyUsage ?? [.digitalSignature]).union([.keyCertSign, .cRLSign])
        let usages = kept.contains { $0.oid == KeyUsage.oid } ? [] : [usage.asExtension(critical: true)]
        return usages
            + [
                CertificateProfile.authorityConstraints(
                    wanted: former.basicConstraints?.pathLength,
                    issuer: issuer?.limits.pathLength
                )
            ] + kept + [version.asExtension(), PreviousCACertificateHash(formerHash).asExtension()] + pointers(to: issuer)
    }

    /// Of a certificate by which one generation's key vouches for another's.
    package static func cross(for subject: Certificate, version: CAVersion, issuer: IssuingGeneration) -> [CertificateExtension] {
        // Such a certificate does not count against a path length (RFC 5280 §4.2.1.9: it is self-issued).
        let pathLength = [subject.basicConstraints?.pathLength, issuer.limits.pathLength].compactMap { $0 }.min()
        return subject.extensions.filter { !replaced.contains($0.oid) }
            + [BasicConstraints(isCA: true, pathLength: pathLength).asExtension(critical: true), CrossCAVersion(version).asExtension()]
            + pointers(to: issuer)
    }

    private static func pointers(to issuer: IssuingGeneration?) -> [CertificateExtension] {
        guard let issuer else { return [] }
        return CertificateProfile.pointers(to: issuer, revocation: true, issuerCertificate: true)
    }
}
