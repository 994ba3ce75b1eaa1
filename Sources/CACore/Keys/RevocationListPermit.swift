package import PKIFormats

/// The right to sign one revocation list, once. Only `RevocationListLint` makes it.
package struct RevocationListPermit: ~Copyable, Sendable {
    /// DER of the TBSCertList that was linted.
    package let body: [UInt8]
    package let algorithm: AlgorithmIdentifier
    package let number: Int

    // Private to this file, which also has the lint, so nobody else can make one.
    fileprivate init(linted body: [UInt8], algorithm: AlgorithmIdentifier, number: Int) {
        self.body = body
        self.algorithm = algorithm
        self.number = number
    }
}

/// Judges the body of a revocation list before it is signed. Source: RFC 5280 §5.
package enum RevocationListLint {
    /// - Parameter former: the number of the previous list of the same key; nil for the first list.
    package static func permit(_ tbs: TBSCertificateList, number: Int, former: Int?, issuer: IssuingGeneration) throws(LintRefusal)
        -> RevocationListPermit
    {
        let faults = faults(of: tbs, number: number, former: former, issuer: issuer)
        guard faults.isEmpty else { throw LintRefusal(faults: faults) }
        return RevocationListPermit(linted: tbs.derEncoded(), algorithm: tbs.signatureAlgorithm, number: number)
    }

    package static func faults(of tbs: TBSCertificateList, number: Int, former: Int?, issuer: IssuingGeneration) -> [CertificateLint.Fault]
    {
        var faults: [CertificateLint.Fault] = []
        func require(_ holds: Bool, _ rule: String, _ detail: @autoclosure () -> String) {
            if !holds { faults.append(CertificateLint.Fault(rule: rule, detail: detail())) }
        }
        require(
            tbs.signatureAlgorithm == issuer.signatureAlgorithm,
            "5.1.1.2 signature algorithm",
            "it is not the algorithm of the issuer's key"
        )
        require(tbs.issuer == issuer.certificate.subject, "5.1.2.3 issuer", "the issuer \(tbs.issuer.rfc4514) is not the authority")
        if let nextUpdate = tbs.nextUpdate {
            require(nextUpdate > tbs.thisUpdate, "5.1.2.5 nextUpdate", "it is not after thisUpdate")
        } else {
            require(false, "5.1.2.5 nextUpdate", "it is absent")
        }
        require(number > former ?? 0, "5.2.3 CRL number", "\(number) does not follow \(former ?? 0)")
        for (oid, rule) in [(AuthorityKeyIdentifier.oid, "5.2.1 authority key identifier"), (CRLNumber.oid, "5.2.3 CRL number")] {
            require(tbs.extensions.contains { $0.oid == oid }, rule, "the extension is absent")
        }
        return faults
    }
}
