/// An elliptic curve of NIST by its name (RFC 5480 §2.1.1.1).
public enum NamedCurve: String, Codable, CaseIterable, Hashable, Sendable {
    case p256, p384, p521

    /// The curve an object identifier names; `nil` for one that is not in the list.
    public init?(oid: OID) {
        switch oid {
        case OID.Algorithms.p256: self = .p256
        case OID.Algorithms.p384: self = .p384
        case OID.Algorithms.p521: self = .p521
        default: return nil
        }
    }

    /// The object identifier.
    public var oid: OID {
        switch self {
        case .p256: OID.Algorithms.p256
        case .p384: OID.Algorithms.p384
        case .p521: OID.Algorithms.p521
        }
    }

    /// Bits of the field, which Windows calls the key length.
    public var bits: Int {
        switch self {
        case .p256: 256
        case .p384: 384
        case .p521: 521
        }
    }

    /// Octets of one coordinate.
    public var coordinateByteCount: Int { (bits + 7) / 8 }
}
