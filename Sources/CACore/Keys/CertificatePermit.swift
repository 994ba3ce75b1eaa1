package import PKIFormats

/// The right to sign one certificate body, once. Only `CertificateLint` makes it, and signing consumes it. So an unlinted body cannot be signed, and a
/// forgotten check does not compile.
package struct CertificatePermit: ~Copyable, Sendable {
    /// DER of the TBSCertificate that was linted.
    package let body: [UInt8]
    package let algorithm: AlgorithmIdentifier
    /// Lowercase hexadecimal.
    package let serialNumber: String

    // Private to this file, which also has `CertificateLint.permit`, so nobody else can make one.
    fileprivate init(linted body: [UInt8], algorithm: AlgorithmIdentifier, serialNumber: String) {
        self.body = body
        self.algorithm = algorithm
        self.serialNumber = serialNumber
    }
}

extension CertificateLint {
    /// Lints a body and returns the permit to sign it.
    /// - Parameter issuer: nil when the body names itself as issuer (a root).
    package static func permit(_ tbs: TBSCertificate, profile: CertificateProfile, issuer: IssuingGeneration?) throws(LintRefusal)
        -> CertificatePermit
    {
        let faults = faults(of: tbs, profile: profile, issuer: issuer)
        guard faults.isEmpty else { throw LintRefusal(faults: faults) }
        let body = tbs.derEncoded()
        guard body.count <= largestBody else {
            throw LintRefusal(faults: [Fault.size(of: body.count, atMost: largestBody)])
        }
        return CertificatePermit(
            linted: body,
            algorithm: tbs.signatureAlgorithm,
            serialNumber: Hex.encode(tbs.serialNumber)
        )
    }

    /// Leaves room for the signature below the 16384 bytes of the RawCertificate column.
    private static var largestBody: Int { 15_000 }
}
