/// RFC 6962 §3.3
///
///     opaque SerializedSCT<1..2^16-1>;
///     struct { SerializedSCT sct_list <1..2^16-1>; } SignedCertificateTimestampList;
///
/// In a certificate the list is the content of an OCTET STRING, which is the value of the extension.
public struct SignedCertificateTimestampList: CertificateExtensionValue {
    /// 1.3.6.1.4.1.11129.2.4.2
    public static let oid = OID.Extensions.signedCertificateTimestamps

    /// One entry of the list.
    public enum Entry: Hashable, Sendable {
        /// A timestamp of version 1.
        case v1(SignedCertificateTimestamp)
        /// The octets of an entry of another version, which RFC 6962 asks to skip.
        case unknown([UInt8])

        var encoded: [UInt8] {
            switch self {
            case .v1(let timestamp): timestamp.encoded
            case .unknown(let bytes): bytes
            }
        }
    }

    /// The entries, in order.
    public let entries: [Entry]

    /// The timestamps of version 1.
    public var timestamps: [SignedCertificateTimestamp] {
        entries.compactMap { entry in
            if case .v1(let timestamp) = entry { timestamp } else { nil }
        }
    }

    /// Creates the value. The list holds at most 65,535 octets; entries that do not fit any more are left out.
    public init(_ timestamps: [SignedCertificateTimestamp]) {
        var room = 0xFFFF
        entries = timestamps.map(Entry.v1).filter { entry in
            let needed = entry.encoded.count + 2
            guard needed <= room else { return false }
            room -= needed
            return true
        }
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        let octets = try DERElement(parsing: value, structure: "SignedCertificateTimestampList").octetString()
        try self.init(encoded: octets)
    }

    /// Reads the list without the OCTET STRING around it, as TLS carries it.
    public init(encoded: [UInt8]) throws(FormatError) {
        var outer = OctetReader(encoded[...], structure: "SignedCertificateTimestampList")
        let list = try outer.vector16("sct_list")
        try outer.finish()
        var reader = OctetReader(list, structure: "SignedCertificateTimestampList")
        var entries: [Entry] = []
        while !reader.isAtEnd {
            let start = reader.offset
            let entry = try reader.vector16("sct_list")
            guard let version = entry.first else { throw reader.fail("sct_list", "an entry is empty") }
            guard version == 0 else {
                entries.append(.unknown(Array(entry)))
                continue
            }
            do {
                entries.append(.v1(try SignedCertificateTimestamp(entry)))
            } catch {
                throw error.inside("SignedCertificateTimestampList", field: "sct_list", at: start + 4)
            }
        }
        guard !entries.isEmpty else { throw reader.fail("sct_list", "the list is empty") }
        self.entries = entries
    }

    /// The list without the OCTET STRING around it.
    public var encoded: [UInt8] {
        let list = entries.reduce(into: [UInt8]()) { list, entry in
            let bytes = entry.encoded
            list.append(bigEndian: UInt64(bytes.count), count: 2)
            list += bytes
        }
        var bytes: [UInt8] = []
        bytes.append(bigEndian: UInt64(list.count), count: 2)
        return bytes + list
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 256) { $0.writeOctetString(encoded) } }
}
