public import PKIFormats

/// Source: MS-DTYP §2.4.2.2 "SID - Packet Representation".
extension SecurityIdentifier {
    /// Reads the binary form: revision, count, six octets of authority, then the numbers with their least significant octet first.
    public init(binary bytes: [UInt8]) throws(FormatError) {
        var reader = OctetReader(bytes[...], structure: "SID")
        self = try SecurityIdentifier(reading: &reader, "")
        try reader.finish()
    }

    init(reading reader: inout OctetReader, _ field: String) throws(FormatError) {
        guard try reader.octets(1, field + ".Revision") == [1] else { throw reader.fail(field + ".Revision", "expected 1") }
        let count = Int(try reader.octets(1, field + ".SubAuthorityCount").first ?? 0)
        guard (1...15).contains(count) else { throw reader.fail(field + ".SubAuthorityCount", "expected 1 to 15, found \(count)") }
        var text = "S-1-\(try reader.bigEndian(6, field + ".IdentifierAuthority"))"
        for _ in 0..<count { text += "-\(try reader.littleEndian32(field + ".SubAuthority"))" }
        guard let identifier = SecurityIdentifier(text) else { throw reader.fail(field, "\(text) is not a security identifier") }
        self = identifier
    }

    /// The binary form.
    public var binary: [UInt8] {
        let numbers = text.split(separator: "-").dropFirst(2).compactMap { UInt64($0) }
        var bytes: [UInt8] = [1, UInt8(truncatingIfNeeded: numbers.count - 1)]
        let authority = numbers.first ?? 0
        for shift in stride(from: UInt64(40), through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: authority >> shift)) }
        for number in numbers.dropFirst() { bytes.append(littleEndian: UInt32(truncatingIfNeeded: number)) }
        return bytes
    }
}
