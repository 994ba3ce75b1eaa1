import CAInterface
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Makes the certificates of authorities, and their rows. It changes nothing: what it returns is committed by its caller.
struct AuthorityCertification: Sendable {
    let store: any CAStore
    let now: Date
    let randomBytes: @Sendable (Int) -> [UInt8]
    let actor: AuditActor

    /// The seconds by which certificates begin before they are made, for relying parties with slow clocks.
    static let clockSkewSeconds = 600

    /// Paths below the public address, as in the configuration's standard values: the first generation has no number.
    static func paths(of name: String, generation: Int, key: Int) -> (certificate: String, list: String) {
        let file = SanitizedName.of(name)
        func number(_ index: Int) -> String { index == 0 ? "" : "(\(index))" }
        return ("aia/\(file)\(number(generation)).cer", "crl/\(file)\(number(key)).crl")
    }

    /// A certificate of an authority, and its row.
    /// - Parameters:
    ///   - authority: where the row belongs: the issuer.
    ///   - generation: the index of the issuer's generation.
    ///   - issuer: nil for a root.
    func certificate(
        subject: DistinguishedName,
        key: SubjectPublicKeyInfo,
        extensions: [CertificateExtension],
        validitySeconds: Int,
        at authority: AuthorityNumber,
        generation: Int,
        issuer: IssuingGeneration?,
        signer: Signer,
        isSelfIssued: Bool = false
    ) async throws -> (issued: IssuedCertificate, row: StoredRequest) {
        let id = try await store.reserveRequestID(of: authority)
        let names = CertificateNames(subject: subject, alternativeNames: [])
        let issued = try await CertificateIssuance.issue(
            names: names,
            publicKey: key,
            profile: try CertificateProfile(
                ofAuthority: extensions,
                validitySeconds: validitySeconds,
                issuer: issuer,
                isSelfIssued: isSelfIssued
            ),
            issuer: issuer,
            signer: signer,
            now: now,
            clockSkewSeconds: Self.clockSkewSeconds,
            sequence: id.rawValue,
            randomness: randomBytes(8)
        )
        let row = StoredRequest(
            unrequested: issued,
            id: id,
            by: actor,
            at: authority,
            generation: generation,
            subject: subject.derEncoded,
            // An authority's own certificate is not one that it issued.
            disposition: issuer == nil ? .caCertificate : .issued,
            now: now
        )
        return (issued, row)
    }

    /// A certificate by which the key of one generation vouches for that of another, and its row.
    /// - Returns: nil when the two are not valid at the same time any more.
    func crossCertificate(
        from issuer: IssuingGeneration,
        to subject: StoredAuthority.Generation,
        of authority: StoredAuthority,
        signer: Signer
    ) async throws -> (cross: StoredAuthority.CrossCertificate, row: StoredRequest)? {
        let certificate = try Certificate(derEncoded: subject.certificate)
        let begin = max(now.addingTimeInterval(-Double(Self.clockSkewSeconds)), issuer.limits.notBefore)
        let seconds = Int(min(certificate.notAfter, issuer.limits.notAfter).timeIntervalSince(begin))
        guard seconds > Self.clockSkewSeconds else { return nil }
        let version = CAVersion(certificateIndex: subject.index, keyIndex: subject.keyIndex)
        let (issued, row) = try await self.certificate(
            subject: certificate.subject,
            key: certificate.subjectPublicKeyInfo,
            extensions: AuthorityExtensions.cross(for: certificate, version: version, issuer: issuer),
            validitySeconds: seconds,
            at: authority.number,
            generation: issuer.index,
            issuer: issuer,
            signer: signer,
            isSelfIssued: true
        )
        let path = "aia/\(SanitizedName.of(authority.name))(\(issuer.index)-\(subject.index)).cer"
        return (
            StoredAuthority.CrossCertificate(issuer: issuer.index, subject: subject.index, certificate: issued.bytes, path: path), row
        )
    }
}
