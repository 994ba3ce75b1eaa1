import PKIFormats

/// What people call a public key: the algorithm, how many bits, and the curve.
struct PublicKeySummary {
    let algorithm: String
    /// `nil` where a number of bits says nothing.
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
            let named = key.algorithm.parameters.flatMap { try? ASN1Node($0, at: 0) }.flatMap { $0.isUniversal(6) ? $0.oid : nil }
            let known = named.flatMap { Self.curves[$0] }
            curve = known?.name ?? named?.nameOrDotted
            bits = known?.bits
        case OID.Algorithms.ed25519: (algorithm, bits, curve) = ("Ed25519", 256, "Ed25519")
        case OID.Algorithms.ed448: (algorithm, bits, curve) = ("Ed448", 456, "Ed448")
        case OID.Algorithms.x25519: (algorithm, bits, curve) = ("X25519", 256, "X25519")
        case OID.Algorithms.x448: (algorithm, bits, curve) = ("X448", 448, "X448")
        case OID.Algorithms.mlDSA44: (algorithm, bits, curve) = ("ML-DSA-44", nil, nil)
        case OID.Algorithms.mlDSA65: (algorithm, bits, curve) = ("ML-DSA-65", nil, nil)
        case OID.Algorithms.mlDSA87: (algorithm, bits, curve) = ("ML-DSA-87", nil, nil)
        case Self.dsa:
            algorithm = "DSA"
            let prime = key.algorithm.parameters.flatMap { try? ASN1Node($0, at: 0) }.flatMap { try? $0.members(1).first }
            bits = prime.map { Self.bitLength(Array($0.contentBytes)) }
            curve = nil
        default: (algorithm, bits, curve) = (oid.nameOrDotted, nil, nil)
        }
    }

    /// The words of one line.
    var text: String {
        var text = algorithm
        if let bits { text += " \(bits) bits" }
        if let curve, curve != algorithm { text += ", curve \(curve)" }
        return text
    }

    static let dsa: OID = "1.2.840.10040.4.1"

    static func bitLength(_ number: [UInt8]) -> Int {
        let digits = number.drop { $0 == 0 }
        return digits.first.map { digits.count * 8 - $0.leadingZeroBitCount } ?? 0
    }

    private static let curves: [OID: (name: String, bits: Int)] = [
        OID.Algorithms.p256: ("P-256", 256), OID.Algorithms.p384: ("P-384", 384), OID.Algorithms.p521: ("P-521", 521),
        "1.2.840.10045.3.1.1": ("P-192", 192), "1.3.132.0.33": ("P-224", 224), "1.3.132.0.10": ("secp256k1", 256),
        "1.3.36.3.3.2.8.1.1.7": ("brainpoolP256r1", 256), "1.3.36.3.3.2.8.1.1.11": ("brainpoolP384r1", 384),
        "1.3.36.3.3.2.8.1.1.13": ("brainpoolP512r1", 512),
    ]
}
