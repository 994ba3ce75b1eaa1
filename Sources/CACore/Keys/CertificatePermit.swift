import PKICrypto
package import PKIFormats

/// The right to sign one certificate body, once. Only `CertificateLint` makes it, and signing consumes it. So an unlinted body cannot be signed, and a
/// forgotten check does not compile.
package struct CertificatePermit: ~Copyable, Sendable {
    /// DER of the TBSCertificate that was linted.
    package let body: [UInt8]
    package let algorithm: AlgorithmIdentifier
    /// Lowercase hexadecimal.
    package let serialNumber: String
    /// The rules of severity warning that the body breaks.
    package let warnings: [CertificateLint.Fault]

    // Private to this file, which also has `CertificateLint.permit`, so nobody else can make one.
    fileprivate init(linted body: [UInt8], algorithm: AlgorithmIdentifier, serialNumber: String, warnings: [CertificateLint.Fault] = []) {
        self.body = body
        self.algorithm = algorithm
        self.serialNumber = serialNumber
        self.warnings = warnings
    }
}

extension CertificateLint {
    /// Lints a body and returns the permit to sign it.
    /// - Parameter issuer: nil when the body names itself as issuer (a root).
    package static func permit(_ tbs: TBSCertificate, profile: CertificateProfile, issuer: IssuingGeneration?) throws(LintRefusal)
        -> CertificatePermit
    {
        let faults = faults(of: tbs, profile: profile, issuer: issuer)
        guard faults.allSatisfy({ $0.severity == .warning }) else { throw LintRefusal(faults: faults.filter { $0.severity == .error }) }
        let body = tbs.derEncoded()
        guard body.count <= largestBody else {
            throw LintRefusal(faults: [Fault.size(of: body.count, atMost: largestBody)])
        }
        return CertificatePermit(
            linted: body,
            algorithm: tbs.signatureAlgorithm,
            serialNumber: Hex.encode(tbs.serialNumber),
            warnings: faults
        )
    }

    /// The permit for the certificate that a precertificate promised: the same body without the poison and with the timestamps, in the place of the last
    /// extension. The body was linted when the precertificate was signed; here it is checked that this is that body.
    package static func permit(completing precertificate: Certificate, with list: SignedCertificateTimestampList, issuer: IssuingGeneration)
        throws(LintRefusal) -> CertificatePermit
    {
        var tbs = TBSCertificate(
            serialNumber: precertificate.serialNumber,
            signatureAlgorithm: precertificate.innerSignatureAlgorithm,
            issuer: precertificate.issuer,
            notBefore: precertificate.notBefore,
            notAfter: precertificate.notAfter,
            subject: precertificate.subject,
            subjectPublicKeyInfo: precertificate.subjectPublicKeyInfo,
            extensions: precertificate.extensions
        )
        var faults: [Fault] = []
        func require(_ holds: Bool, _ rule: CertificateRule, _ detail: String) {
            if !holds { faults.append(Fault(rule, detail)) }
        }
        require(
            tbs.derEncoded() == precertificate.tbsBytes,
            .sameBody,
            "the precertificate is not written as this authority writes"
        )
        require(
            (try? precertificate.isSigned(with: issuer.certificate.subjectPublicKeyInfo)) == true,
            .sameIssuer,
            "the precertificate is not signed by this key of the authority"
        )
        let poison = PrecertificatePoison().asExtension(critical: true)
        require(tbs.extensions.filter { $0 == poison }.count == 1, .poison, "the precertificate has no poison extension")
        require(
            !tbs.extensions.contains { $0.oid == SignedCertificateTimestampList.oid },
            .timestamps,
            "the precertificate has timestamps"
        )
        tbs.extensions.removeAll { $0 == poison }
        tbs.extensions.append(list.asExtension())
        let body = tbs.derEncoded()
        require(
            body.count <= largestBody,
            .size,
            "the certificate would have \(body.count) bytes, but at most \(largestBody) can be stored"
        )
        guard faults.isEmpty else { throw LintRefusal(faults: faults) }
        return CertificatePermit(linted: body, algorithm: tbs.signatureAlgorithm, serialNumber: precertificate.serialHex)
    }

    /// Leaves room for the signature below the 16384 bytes of the RawCertificate column.
    private static var largestBody: Int { 15_000 }
}
