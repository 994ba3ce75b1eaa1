/// An elliptic curve for which certificates are issued, by its name: the curves of NIST (RFC 5480 §2.1.1.1) and the random ones of
/// Brainpool (RFC 5639).
///
/// `OpenSSLKeys` verifies with keys on the curves of Brainpool; `PKICrypto` has software keys only on those of NIST.
public enum NamedCurve: String, Codable, CaseIterable, Hashable, Sendable {
    case p256, p384, p521
    case brainpoolP256r1, brainpoolP384r1, brainpoolP512r1

    /// The curves of NIST, which every program has.
    public static let nist: [NamedCurve] = [.p256, .p384, .p521]

    /// The curve with this object identifier; `nil` when it is not in the list.
    public init?(oid: OID) {
        guard let match = Self.allCases.first(where: { $0.oid == oid }) else { return nil }
        self = match
    }

    /// The object identifier.
    public var oid: OID {
        switch self {
        case .p256: OID.Algorithms.p256
        case .p384: OID.Algorithms.p384
        case .p521: OID.Algorithms.p521
        case .brainpoolP256r1: OID.Algorithms.brainpoolP256r1
        case .brainpoolP384r1: OID.Algorithms.brainpoolP384r1
        case .brainpoolP512r1: OID.Algorithms.brainpoolP512r1
        }
    }

    /// Bits of the field, which Windows calls the key length.
    public var bits: Int {
        switch self {
        case .p256, .brainpoolP256r1: 256
        case .p384, .brainpoolP384r1: 384
        case .p521: 521
        case .brainpoolP512r1: 512
        }
    }

    /// The name people use, for example `P-256` or `brainpoolP256r1`.
    public var displayName: String { CurveTable.name(of: oid) ?? rawValue }

    /// Octets of one coordinate.
    public var coordinateByteCount: Int { (bits + 7) / 8 }
}

/// The elliptic curves that keys in the field name (SEC 2 §2, RFC 5480 §2.1.1.1, RFC 5639 §4.1), with the bits of their fields. The table
/// names a key and lets others judge its strength. ``NamedCurve`` has the curves for which a certificate may be issued.
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
    /// The curve that an EC key names (RFC 5480 §2.1.1); `nil` for other keys, and where the curve is written out.
    public var namedCurveIdentifier: OID? {
        guard algorithm.oid == OID.Algorithms.ecPublicKey, let parameters = algorithm.parameters else { return nil }
        return try? DERElement(parsing: parameters, structure: "ECParameters").oid()
    }

    /// Bits of the primes p and q of a DSA key (RFC 3279 §2.3.2); `nil` for other keys, and when the parameters are absent or cannot be read.
    public var dsaBits: (prime: Int, subgroup: Int)? {
        guard algorithm.oid == OID.Algorithms.dsa, let parameters = algorithm.parameters,
            let numbers = try? DERElement(parsing: parameters, structure: "Dss-Parms").members(), numbers.count >= 2,
            let prime = try? numbers[0].unsignedInteger(), let subgroup = try? numbers[1].unsignedInteger()
        else { return nil }
        func bits(_ number: [UInt8]) -> Int { number.count * 8 - (number.first?.leadingZeroBitCount ?? 0) }
        return (bits(prime), bits(subgroup))
    }
}

/// RFC 5480 §2.1.1, RFC 3279 §2.3.5
///
///     ECParameters ::= CHOICE {
///         namedCurve      OBJECT IDENTIFIER,
///         implicitCurve   NULL,
///         specifiedCurve  SpecifiedECDomain }
///     SpecifiedECDomain ::= SEQUENCE { version INTEGER, fieldID SEQUENCE { fieldType OBJECT IDENTIFIER, parameters ANY }, … }
///
/// The curve of an EC key. Certificates may have named curves only; the other two forms are read so that a refusal can name them.
package enum ECParameters: Hashable, Sendable {
    case named(OID)
    case implicit
    /// The curve is written out. `prime` is the field's, big-endian without leading zeros; nil for another field.
    case specified(prime: [UInt8]?)

    /// The parameters of an EC key; nil for other keys, and when the parameters are absent or have none of the three forms.
    package init?(of key: SubjectPublicKeyInfo) {
        guard key.algorithm.oid == OID.Algorithms.ecPublicKey, let parameters = key.algorithm.parameters,
            let element = try? DERElement(parsing: parameters, structure: "ECParameters")
        else { return nil }
        switch element.tag {
        case .objectIdentifier:
            guard let oid = try? element.oid() else { return nil }
            self = .named(oid)
        case .null: self = .implicit
        case .sequence: self = .specified(prime: try? Self.prime(of: element))
        default: return nil
        }
    }

    private static func prime(of element: DERElement) throws(FormatError) -> [UInt8]? {
        var domain = try element.fields()
        _ = try domain.next("version")
        var field = try domain.next("fieldID").fields()
        guard try field.next("fieldType").oid() == "1.2.840.10045.1.1" else { return nil }
        return try field.next("parameters").unsignedInteger()
    }

    /// The curve in words: its name, or that it is written out and over which field.
    package var name: String {
        switch self {
        case .named(let oid): return CurveTable.name(of: oid) ?? oid.nameOrDotted
        case .implicit: return "implicit"
        case .specified(let prime):
            guard let prime, let first = prime.first else { return "explicit parameters" }
            let known = NamedCurve.allCases.first { $0.fieldPrime == prime }.map { ", that of \($0.displayName)" } ?? ""
            return "explicit parameters over a prime field of \(prime.count * 8 - first.leadingZeroBitCount) bits\(known)"
        }
    }
}

extension NamedCurve {
    /// The prime of the field (FIPS 186-4 appendix D.1.2), big-endian; nil for curves whose explicit form is not recognized here.
    fileprivate var fieldPrime: [UInt8]? {
        switch self {
        case .p256: try? Hex.decode("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")
        case .p384: try? Hex.decode(String(repeating: "f", count: 63) + "effffffff0000000000000000ffffffff")
        case .p521: [0x01] + [UInt8](repeating: 0xFF, count: 65)
        case .brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1: nil
        }
    }
}
