import PKIFormats

/// The usual description of a public key: the algorithm, its size in bits, and the curve.
struct PublicKeySummary {
    let algorithm: String
    /// `nil` when a size in bits means nothing.
    let bits: Int?
    let curve: String?

    init(_ key: SubjectPublicKeyInfo) {
        let oid = key.algorithm.oid
        switch oid {
        case OID.Algorithms.rsaEncryption, OID.Algorithms.rsassaPSS:
            algorithm = oid == OID.Algorithms.rsassaPSS ? "RSASSA-PSS" : "RSA"
            bits = key.rsaComponents.map { Self.bitLength($0.modulus) }
            curve = nil
        case OID.Algorithms.ecPublicKey:
            algorithm = "EC"
            let named = key.namedCurveIdentifier
            curve = named.map { CurveTable.name(of: $0) ?? $0.nameOrDotted }
            bits = named.flatMap { CurveTable.bits(of: $0) }
        case OID.Algorithms.ed25519: (algorithm, bits, curve) = ("Ed25519", 256, "Ed25519")
        case OID.Algorithms.ed448: (algorithm, bits, curve) = ("Ed448", 456, "Ed448")
        case OID.Algorithms.x25519: (algorithm, bits, curve) = ("X25519", 256, "X25519")
        case OID.Algorithms.x448: (algorithm, bits, curve) = ("X448", 448, "X448")
        case OID.Algorithms.mlDSA44: (algorithm, bits, curve) = ("ML-DSA-44", nil, nil)
        case OID.Algorithms.mlDSA65: (algorithm, bits, curve) = ("ML-DSA-65", nil, nil)
        case OID.Algorithms.mlDSA87: (algorithm, bits, curve) = ("ML-DSA-87", nil, nil)
        case OID.Algorithms.dsa: (algorithm, bits, curve) = ("DSA", key.dsaBits?.prime, nil)
        default: (algorithm, bits, curve) = (oid.nameOrDotted, nil, nil)
        }
    }

    /// The description on one line.
    var text: String {
        var text = algorithm
        if let bits { text += " \(bits) bits" }
        if let curve, curve != algorithm { text += ", curve \(curve)" }
        return text
    }

    static func bitLength(_ number: [UInt8]) -> Int {
        let digits = number.drop { $0 == 0 }
        return digits.first.map { digits.count * 8 - $0.leadingZeroBitCount } ?? 0
    }
}
