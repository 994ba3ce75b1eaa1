/// An elliptic curve for which certificates are issued, by its name: those of NIST (RFC 5480 §2.1.1.1) and the random ones of Brainpool (RFC 5639).
///
/// Keys on the curves of Brainpool are verified by `OpenSSLKeys`; `PKICrypto` has software keys on those of NIST alone.
public enum NamedCurve: String, Codable, CaseIterable, Hashable, Sendable {
    case p256, p384, p521
    case brainpoolP256r1, brainpoolP384r1, brainpoolP512r1

    /// The curves of NIST, which every program has.
    public static let nist: [NamedCurve] = [.p256, .p384, .p521]

    /// The curve an object identifier names; `nil` for one that is not in the list.
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
