/// A cipher that only old files need. These ciphers no longer protect anything. They are here to read old files, and to write for programs
/// that read nothing else.
public enum LegacyCipher: Hashable, Sendable {
    /// Triple DES in CBC mode; a key of 24 octets, or of 16 for the variant with two keys.
    case tripleDESCBC
    /// DES in CBC mode; a key of 8 octets.
    case desCBC
    /// RC2 in CBC mode with this many effective key bits, 1 through 1024; a key of 1 through 128 octets.
    case rc2CBC(effectiveBits: Int)
    /// RC4; a key of 1 through 256 octets and no initialization vector.
    case rc4

    /// Octets of the initialization vector: 8, or 0 for RC4.
    public var vectorByteCount: Int {
        if case .rc4 = self { 0 } else { 8 }
    }

    /// For example `RC2-40-CBC`.
    public var name: String {
        switch self {
        case .tripleDESCBC: "DES-EDE3-CBC"
        case .desCBC: "DES-CBC"
        case .rc2CBC(let bits): "RC2-\(bits)-CBC"
        case .rc4: "RC4"
        }
    }
}
