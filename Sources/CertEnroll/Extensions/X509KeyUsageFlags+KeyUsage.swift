import CAInterface
public import PKIFormats

/// The flags have the first octet of the BIT STRING in the low byte and its second octet above, so bit 0 of the specification is 0x80.
extension X509KeyUsageFlags {
    private static let known: X509KeyUsageFlags = documented.reduce([]) { $0.union($1.value) }

    /// The flags of a key usage.
    public init(_ usage: KeyUsage) {
        self.init(rawValue: 0)
        for bit in 0..<9 where usage.contains(KeyUsage(rawValue: 1 << bit)) { insert(Self.flag(bit)) }
    }

    /// The key usage.
    /// - Throws: `CAError` with 0x80070057 for no bit, or for bits that key usage does not have.
    public func keyUsage() throws -> KeyUsage {
        guard !isEmpty, Self.known.isSuperset(of: self) else {
            throw CAError.badArgument(
                "Key usage 0x\(String(rawValue, radix: 16)) has no bit, or bits that it does not know. Combine members of X509KeyUsageFlags."
            )
        }
        var usage: KeyUsage = []
        for bit in 0..<9 where contains(Self.flag(bit)) { usage.insert(KeyUsage(rawValue: 1 << bit)) }
        return usage
    }

    private static func flag(_ bit: Int) -> X509KeyUsageFlags {
        X509KeyUsageFlags(rawValue: bit < 8 ? 0x80 >> UInt32(bit) : 0x8000 >> UInt32(bit - 8))
    }
}
