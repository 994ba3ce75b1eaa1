/// The elliptic curves that keys in the field name (SEC 2 §2, RFC 5480 §2.1.1.1, RFC 5639 §4.1), with the bits of their fields: to name a key
/// and to judge its strength. ``NamedCurve`` has those that a certificate may be issued for.
public enum CurveTable {
    /// The name people use for the curve; `nil` for one that is not in the table.
    public static func name(of curve: OID) -> String? { rows[curve]?.name }

    /// Bits of the curve's field; `nil` for one that is not in the table.
    public static func bits(of curve: OID) -> Int? { rows[curve]?.bits }

    static let rows: [OID: (name: String, bits: Int)] = [
        "1.2.840.10045.3.1.1": ("P-192", 192),
        "1.3.132.0.33": ("P-224", 224),
        OID.Algorithms.p256: ("P-256", 256),
        OID.Algorithms.p384: ("P-384", 384),
        OID.Algorithms.p521: ("P-521", 521),
        "1.3.132.0.8": ("secp160r1", 160),
        "1.3.132.0.9": ("secp160k1", 160),
        "1.3.132.0.30": ("secp160r2", 160),
        "1.3.132.0.31": ("secp192k1", 192),
        "1.3.132.0.32": ("secp224k1", 224),
        "1.3.132.0.10": ("secp256k1", 256),
        "1.3.36.3.3.2.8.1.1.1": ("brainpoolP160r1", 160),
        "1.3.36.3.3.2.8.1.1.2": ("brainpoolP160t1", 160),
        "1.3.36.3.3.2.8.1.1.3": ("brainpoolP192r1", 192),
        "1.3.36.3.3.2.8.1.1.4": ("brainpoolP192t1", 192),
        "1.3.36.3.3.2.8.1.1.5": ("brainpoolP224r1", 224),
        "1.3.36.3.3.2.8.1.1.6": ("brainpoolP224t1", 224),
        OID.Algorithms.brainpoolP256r1: ("brainpoolP256r1", 256),
        "1.3.36.3.3.2.8.1.1.8": ("brainpoolP256t1", 256),
        "1.3.36.3.3.2.8.1.1.9": ("brainpoolP320r1", 320),
        "1.3.36.3.3.2.8.1.1.10": ("brainpoolP320t1", 320),
        OID.Algorithms.brainpoolP384r1: ("brainpoolP384r1", 384),
        "1.3.36.3.3.2.8.1.1.12": ("brainpoolP384t1", 384),
        OID.Algorithms.brainpoolP512r1: ("brainpoolP512r1", 512),
        "1.3.36.3.3.2.8.1.1.14": ("brainpoolP512t1", 512),
    ]
}

extension SubjectPublicKeyInfo {
    /// The curve an EC key names (RFC 5480 §2.1.1); `nil` for other keys, and where the curve is described instead of named.
    public var namedCurveIdentifier: OID? {
        guard algorithm.oid == OID.Algorithms.ecPublicKey, let parameters = algorithm.parameters else { return nil }
        return try? DERElement(parsing: parameters, structure: "ECParameters").oid()
    }

    /// Bits of the primes p and q of a DSA key (RFC 3279 §2.3.2); `nil` for other keys, and where the parameters are absent or not readable.
    public var dsaBits: (prime: Int, subgroup: Int)? {
        guard algorithm.oid == OID.Algorithms.dsa, let parameters = algorithm.parameters,
            let numbers = try? DERElement(parsing: parameters, structure: "Dss-Parms").members(), numbers.count >= 2,
            let prime = try? numbers[0].unsignedInteger(), let subgroup = try? numbers[1].unsignedInteger()
        else { return nil }
        func bits(_ number: [UInt8]) -> Int { number.count * 8 - (number.first?.leadingZeroBitCount ?? 0) }
        return (bits(prime), bits(subgroup))
    }
}
