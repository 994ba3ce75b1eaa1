/// RFC 5480 §2.1.1, RFC 3279 §2.3.5
///
///     ECParameters ::= CHOICE {
///         namedCurve      OBJECT IDENTIFIER,
///         implicitCurve   NULL,
///         specifiedCurve  SpecifiedECDomain }
///     SpecifiedECDomain ::= SEQUENCE { version INTEGER, fieldID SEQUENCE { fieldType OBJECT IDENTIFIER, parameters ANY }, … }
///
/// How an EC key says which curve it is on. Certificates have named curves only; the other two are read so that a refusal can name them.
package enum ECParameters: Hashable, Sendable {
    case named(OID)
    case implicit
    /// The curve is written out. `prime` is the field's, big-endian without leading zeros; nil for another field.
    case specified(prime: [UInt8]?)

    /// The parameters of an EC key; nil for other keys, without parameters, and for parameters that are none of the three.
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
    /// The prime of the field (FIPS 186-4 appendix D.1.2), big-endian; nil for curves whose explicit form has no name here.
    fileprivate var fieldPrime: [UInt8]? {
        switch self {
        case .p256: try? Hex.decode("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")
        case .p384: try? Hex.decode(String(repeating: "f", count: 63) + "effffffff0000000000000000ffffffff")
        case .p521: [0x01] + [UInt8](repeating: 0xFF, count: 65)
        case .brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1: nil
        }
    }
}
