import PortableFoundation
import PKIFormats

/// Source: MS-DTYP §2.4.4.1 to §2.4.4.17.
extension AccessControlEntry {
    private static let objectTypePresent: UInt32 = 0x1
    private static let inheritedObjectTypePresent: UInt32 = 0x2

    init(reading reader: inout OctetReader, _ field: String) throws(FormatError) {
        kind = Kind(rawValue: try reader.octets(1, field + ".AceType").first ?? 0)
        flags = Flags(rawValue: try reader.octets(1, field + ".AceFlags").first ?? 0)
        let size = Int(try reader.littleEndian16(field + ".AceSize"))
        guard size >= 4 else { throw reader.fail(field + ".AceSize", "\(size) octets have no room for the header") }
        guard kind.isPlain || kind.hasObjectTypes else {
            throw reader.fail(field + ".AceType", "entries of type \(kind.rawValue) are not known, so what they grant cannot be judged")
        }
        var body = OctetReader(try reader.octets(size - 4, field), structure: "ACE")
        mask = AccessMask(rawValue: try body.littleEndian32(field + ".Mask"))
        if kind.hasObjectTypes {
            let present = try body.littleEndian32(field + ".Flags")
            objectType = present & Self.objectTypePresent == 0 ? nil : try body.guid(field + ".ObjectType")
            inheritedObjectType = present & Self.inheritedObjectTypePresent == 0 ? nil : try body.guid(field + ".InheritedObjectType")
        }
        trustee = try SecurityIdentifier(reading: &body, field + ".Sid")
        applicationData = Array(try body.rest())
    }

    func binary(_ field: String) throws(FormatError) -> [UInt8] {
        var body: [UInt8] = []
        body.append(littleEndian: mask.rawValue)
        if kind.hasObjectTypes {
            body.append(
                littleEndian: (objectType == nil ? 0 : Self.objectTypePresent)
                    | (inheritedObjectType == nil ? 0 : Self.inheritedObjectTypePresent)
            )
            if let objectType { body += objectType.guidOctets }
            if let inheritedObjectType { body += inheritedObjectType.guidOctets }
        }
        body += trustee.binary + applicationData
        // Entries begin at multiples of four octets.
        while body.count % 4 != 0 { body.append(0) }
        guard body.count + 4 <= UInt16.max else {
            throw FormatError(structure: "ACE", field: field, reason: "the entry takes \(body.count + 4) octets; 65535 are possible")
        }
        var bytes: [UInt8] = [kind.rawValue, flags.rawValue]
        bytes.append(littleEndian: UInt16(body.count + 4))
        return bytes + body
    }
}

extension UUID {
    /// The 16 octets of a GUID: the first three groups have their least significant octet first. Source: MS-DTYP §2.3.4.2.
    package var guidOctets: [UInt8] {
        let octets = withUnsafeBytes(of: uuid) { Array($0) }
        return [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map { octets[$0] }
    }
}

extension OctetReader {
    mutating func guid(_ field: String) throws(FormatError) -> UUID {
        let octets = Array(try octets(16, field))
        let ordered = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map { octets[$0] }
        return ordered.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
