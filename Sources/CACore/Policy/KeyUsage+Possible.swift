package import PKIFormats

extension KeyUsage {
    /// These bits less those a key of this kind cannot perform. An elliptic key does not encipher keys, it agrees on them.
    ///
    /// Sources: RFC 3279 §2.3, RFC 5480 §3, RFC 8410 §5, RFC 9881 §5.
    package func possible(with key: KeyKind) -> KeyUsage {
        var usage = self
        switch key {
        case .rsa:
            usage.subtract([.keyAgreement, .encipherOnly, .decipherOnly])
        case .ec:
            if usage.contains(.keyEncipherment) { usage.insert(.keyAgreement) }
            usage.subtract([.keyEncipherment, .dataEncipherment])
        case .ed25519, .mlDSA65, .mlDSA87:
            usage.formIntersection([.digitalSignature, .nonRepudiation, .keyCertSign, .cRLSign])
        case .other:
            usage = []
        }
        return usage
    }
}
