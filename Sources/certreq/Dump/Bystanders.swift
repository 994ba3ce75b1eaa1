import PKICrypto
import PKIFormats

/// The certificates of the same input, whose keys can verify signatures.
struct Bystanders: Sendable {
    private(set) var certificates: [Certificate] = []
    /// The limit for one subject: without it, a bundle of thousands would cost a search for each.
    private static let limit = 10_000
    private var bySubject: [[UInt8]: [Int]] = [:]

    mutating func add(_ certificate: Certificate) {
        guard certificates.count < Self.limit else { return }
        bySubject[certificate.subject.derEncoded, default: []].append(certificates.count)
        certificates.append(certificate)
    }

    mutating func add(_ encoded: [[UInt8]]) {
        for bytes in encoded {
            if let certificate = try? Certificate(derEncoded: bytes) { add(certificate) }
        }
    }

    func adding(_ encoded: [[UInt8]]) -> Bystanders {
        var result = self
        result.add(encoded)
        return result
    }

    /// Certificates with this subject. With a key identifier, only those that have the same one or none.
    func named(_ subject: DistinguishedName, keyIdentifier: [UInt8]? = nil) -> [Certificate] {
        (bySubject[subject.derEncoded] ?? []).map { certificates[$0] }.filter { certificate in
            guard let keyIdentifier, let own = certificate.subjectKeyIdentifier else { return true }
            return own == keyIdentifier
        }
    }

    /// Tries every candidate until one verifies.
    func check(
        issuer: DistinguishedName,
        keyIdentifier: [UInt8]?,
        _ isSigned: (SubjectPublicKeyInfo) throws(UnsupportedAlgorithmError) -> Bool
    ) -> SignatureCheck {
        var last = SignatureCheck(.unchecked("the issuer's certificate is not in the input"))
        for candidate in named(issuer, keyIdentifier: keyIdentifier).prefix(8) {
            let key = candidate.subject.rfc4514
            let check = SignatureCheck(key: key) { () throws(UnsupportedAlgorithmError) in try isSigned(candidate.subjectPublicKeyInfo) }
            if case .valid = check.outcome { return check }
            last = check
        }
        return last
    }
}
