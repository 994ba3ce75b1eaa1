import PKICrypto
import PKIFormats

extension CertificateLint {
    /// The key has the form of its specification, and is certified only for uses that its algorithm supports.
    static func faults(ofKey key: SubjectPublicKeyInfo, usage: KeyUsage) -> [Fault] {
        var faults: [Fault] = []
        func add(_ rule: CertificateRule, _ detail: String) {
            faults.append(
                Fault(
                    rule,
                    detail,
                    cause: Fault.Cause(field: "subjectPublicKeyInfo", value: key.algorithm.name, remedy: "Make a new key of a common kind.")
                )
            )
        }
        if key.certificateForm?.derEncoded != key.derEncoded {
            add(.key, "the key is not in the form of its algorithm's specification")
        }
        if let keyClass = CertificateProfile.KeyClass(key.kind, algorithm: key.algorithm.oid) {
            let impossible = usage.subtracting(usage.possible(with: keyClass))
            if !impossible.isEmpty {
                add(.keyUsageFitsKey, "\(impossible.names.joined(separator: ", ")) for a key of \(key.algorithm.name)")
            }
        } else {
            add(.key, "keys of \(key.algorithm.name) are not certified")
        }
        return faults
    }
}
