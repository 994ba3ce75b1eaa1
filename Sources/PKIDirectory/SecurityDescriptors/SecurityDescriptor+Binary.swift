public import PKIFormats

extension SecurityDescriptor {
    private static let name = "SECURITY_DESCRIPTOR"
    private static let headerLength = 20

    /// Reads the self-relative form: a header with four offsets, then owner, group and lists in any order.
    /// - Throws: `FormatError` that names the part. Nothing is read beyond the end of `bytes`.
    public init(binary bytes: [UInt8]) throws(FormatError) {
        var header = OctetReader(bytes[...], structure: Self.name)
        guard try header.octets(1, "Revision") == [1] else { throw header.fail("Revision", "expected 1") }
        _ = try header.octets(1, "Sbz1")
        let control = Control(rawValue: try header.littleEndian16("Control"))
        guard control.contains(.selfRelative) else { throw header.fail("Control", "the descriptor is not in the self-relative form") }
        let owner = try header.littleEndian32("OffsetOwner")
        let group = try header.littleEndian32("OffsetGroup")
        let sacl = try header.littleEndian32("OffsetSacl")
        let dacl = try header.littleEndian32("OffsetDacl")
        self.init(
            control: control,
            owner: try Self.identifier(bytes, at: owner, "Owner"),
            group: try Self.identifier(bytes, at: group, "Group"),
            dacl: control.contains(.daclPresent) ? try Self.list(bytes, at: dacl, "Dacl") : nil,
            sacl: control.contains(.saclPresent) ? try Self.list(bytes, at: sacl, "Sacl") : nil
        )
    }

    /// The self-relative form: owner, group, audit list, access list, in this order.
    /// - Throws: `FormatError` when a list is too long for its 16-bit length.
    public func binary() throws(FormatError) -> [UInt8] {
        let parts = [
            owner?.binary,
            group?.binary,
            try sacl.map(or: nil) { list throws(FormatError) in try Self.binary(list, "Sacl") },
            try dacl.map(or: nil) { list throws(FormatError) in try Self.binary(list, "Dacl") },
        ]
        var bytes: [UInt8] = [1, 0]
        bytes.append(littleEndian: control.rawValue)
        var end = UInt32(Self.headerLength)
        for part in parts {
            bytes.append(littleEndian: part == nil ? 0 : end)
            end += UInt32(part?.count ?? 0)
        }
        for case let part? in parts { bytes += part }
        return bytes
    }

    /// The place that an offset of the header gives; nil when the part is absent.
    private static func part(_ bytes: [UInt8], at offset: UInt32, _ field: String) throws(FormatError) -> ArraySlice<UInt8>? {
        if offset == 0 { return nil }
        guard offset >= headerLength, offset < bytes.count else {
            throw FormatError(structure: name, field: field, reason: "the offset \(offset) is outside of the \(bytes.count) octets")
        }
        return bytes[Int(offset)...]
    }

    private static func identifier(_ bytes: [UInt8], at offset: UInt32, _ field: String) throws(FormatError) -> SecurityIdentifier? {
        guard let part = try part(bytes, at: offset, field) else { return nil }
        var reader = OctetReader(part, structure: name)
        return try SecurityIdentifier(reading: &reader, field)
    }

    /// Source: MS-DTYP §2.4.5 "ACL".
    private static func list(_ bytes: [UInt8], at offset: UInt32, _ field: String) throws(FormatError) -> [AccessControlEntry]? {
        guard let part = try part(bytes, at: offset, field) else { return nil }
        var header = OctetReader(part, structure: name)
        let revision = try header.octets(1, field + ".AclRevision").first ?? 0
        guard revision == 2 || revision == 4 else { throw header.fail(field + ".AclRevision", "expected 2 or 4, found \(revision)") }
        _ = try header.octets(1, field + ".Sbz1")
        let size = Int(try header.littleEndian16(field + ".AclSize"))
        let count = Int(try header.littleEndian16(field + ".AceCount"))
        _ = try header.octets(2, field + ".Sbz2")
        guard size >= 8 else { throw header.fail(field + ".AclSize", "\(size) octets have no room for the header") }
        var reader = OctetReader(try header.octets(size - 8, field), structure: name)
        var entries: [AccessControlEntry] = []
        // The sender chooses the count, so no room is reserved for it. An entry takes at least 16 octets, so the input ends first.
        for index in 0..<count { entries.append(try AccessControlEntry(reading: &reader, "\(field)[\(index)]")) }
        return entries
    }

    private static func binary(_ entries: [AccessControlEntry], _ field: String) throws(FormatError) -> [UInt8] {
        var body: [UInt8] = []
        for (index, entry) in entries.enumerated() { body += try entry.binary("\(field)[\(index)]") }
        guard body.count + 8 <= UInt16.max, entries.count <= UInt16.max else {
            throw FormatError(structure: name, field: field, reason: "the list takes \(body.count + 8) octets; 65535 are possible")
        }
        // Revision 4 may hold entries of every kind, and directories store it.
        var bytes: [UInt8] = [4, 0]
        bytes.append(littleEndian: UInt16(body.count + 8))
        bytes.append(littleEndian: UInt16(entries.count))
        bytes += [0, 0]
        return bytes + body
    }
}

extension Optional {
    /// `map` for a closure with a typed error.
    fileprivate func map<Result, Failure: Error>(or none: Result, _ body: (Wrapped) throws(Failure) -> Result) throws(Failure) -> Result {
        guard let value = self else { return none }
        return try body(value)
    }
}
