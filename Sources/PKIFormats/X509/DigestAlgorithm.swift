/// A hash function that occurs in signatures and identifiers. MD5 and SHA-1 are here to be recognized and refused, not to be used.
public enum DigestAlgorithm: String, Codable, CaseIterable, Hashable, Sendable {
    case md5, sha1, sha256, sha384, sha512

    /// The function with this object identifier; `nil` when it is not in the list.
    public init?(oid: OID) {
        guard let match = Self.allCases.first(where: { $0.oid == oid }) else { return nil }
        self = match
    }

    /// The object identifier (RFC 3279, RFC 5754).
    public var oid: OID {
        switch self {
        case .md5: OID.Algorithms.md5
        case .sha1: OID.Algorithms.sha1
        case .sha256: OID.Algorithms.sha256
        case .sha384: OID.Algorithms.sha384
        case .sha512: OID.Algorithms.sha512
        }
    }

    /// The number of octets of a hash value.
    public var byteCount: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The name for texts, for example `SHA-256`.
    public var displayName: String {
        switch self {
        case .md5: "MD5"
        case .sha1: "SHA-1"
        case .sha256: "SHA-256"
        case .sha384: "SHA-384"
        case .sha512: "SHA-512"
        }
    }
}
