#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

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
        /// The octets of an entry of another version, which RFC 6962 tells readers to skip.
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

    /// Creates the value. The list holds at most 65,535 octets; entries that no longer fit are left out.
    public init(_ timestamps: [SignedCertificateTimestamp]) {
        var room = 0xFFFF
        entries = timestamps.map(Entry.v1).filter { entry in
            let needed = entry.encoded.count + 2
            guard needed <= room else { return false }
            room -= needed
            return true
        }
    }

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

    public var value: [UInt8] { DERWriter.encode(capacity: 256) { $0.writeOctetString(encoded) } }
}

/// RFC 6962 §3.3: the list of timestamps in the single extensions of an OCSP response. The value has the same form as in a certificate.
public struct OCSPSignedCertificateTimestamps: CertificateExtensionValue {
    /// 1.3.6.1.4.1.11129.2.4.5
    public static let oid = OID.Extensions.ocspSignedCertificateTimestamps

    /// The list.
    public let list: SignedCertificateTimestampList

    public init(_ list: SignedCertificateTimestampList) {
        self.list = list
    }

    public init(value: [UInt8]) throws(FormatError) {
        list = try SignedCertificateTimestampList(value: value)
    }

    public var value: [UInt8] { list.value }
}

/// RFC 6962 §3.2, in the presentation language of TLS
///
///     struct {
///         Version sct_version;                       // v1 (0)
///         LogID id;                                  // 32 octets
///         uint64 timestamp;                          // milliseconds since 1970
///         CtExtensions extensions;                   // opaque <0..2^16-1>
///         digitally-signed struct { … } signature;   // hash, signature algorithm, opaque <0..2^16-1>
///     } SignedCertificateTimestamp;
public struct SignedCertificateTimestamp: Hashable, Sendable {
    /// The log: SHA-256 of its public key, 32 octets.
    public let logID: [UInt8]

    /// The time at which the log promised to include the certificate, in milliseconds since 1970.
    public let timestamp: UInt64

    /// Extensions of the log protocol; none are defined.
    public let extensions: [UInt8]

    /// The hash as TLS 1.2 counts (RFC 5246 §7.4.1.4.1): 4 is SHA-256.
    public let hashAlgorithm: UInt8

    /// The signature algorithm as TLS 1.2 counts: 1 is RSA, 3 is ECDSA.
    public let signatureAlgorithm: UInt8

    /// The signature of the log.
    public let signature: [UInt8]

    /// The time of the promise, to the millisecond.
    public var date: Date { Date(timeIntervalSince1970: Double(timestamp) / 1_000) }

    /// Creates a timestamp. Fields that are too long are cut off: the log's identifier after 32 octets (a shorter one is filled with
    /// zeros), extensions and signature after 65,535.
    public init(
        logID: [UInt8],
        timestamp: UInt64,
        extensions: [UInt8] = [],
        hashAlgorithm: UInt8 = 4,
        signatureAlgorithm: UInt8 = 3,
        signature: [UInt8]
    ) {
        self.logID = Array(logID.prefix(32)) + [UInt8](repeating: 0, count: max(0, 32 - logID.count))
        self.timestamp = timestamp
        self.extensions = Array(extensions.prefix(0xFFFF))
        self.hashAlgorithm = hashAlgorithm
        self.signatureAlgorithm = signatureAlgorithm
        self.signature = Array(signature.prefix(0xFFFF))
    }

    /// Reads the octets of one timestamp, which must be of version 1.
    public init(encoded: [UInt8]) throws(FormatError) {
        try self.init(encoded[...])
    }

    init(_ encoded: ArraySlice<UInt8>) throws(FormatError) {
        var reader = OctetReader(encoded, structure: "SignedCertificateTimestamp")
        let version = try reader.bigEndian(1, "sct_version")
        guard version == 0 else { throw reader.fail("sct_version", "the version is \(version), not v1 (0)") }
        logID = Array(try reader.octets(32, "id"))
        timestamp = try reader.bigEndian(8, "timestamp")
        extensions = Array(try reader.vector16("extensions"))
        hashAlgorithm = UInt8(try reader.bigEndian(1, "hash"))
        signatureAlgorithm = UInt8(try reader.bigEndian(1, "signature"))
        signature = Array(try reader.vector16("signature"))
        try reader.finish()
    }

    /// The octets of the timestamp.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = [0]
        bytes.reserveCapacity(47 + extensions.count + signature.count)
        bytes += logID
        bytes.append(bigEndian: timestamp, count: 8)
        bytes.append(bigEndian: UInt64(extensions.count), count: 2)
        bytes += extensions
        bytes += [hashAlgorithm, signatureAlgorithm]
        bytes.append(bigEndian: UInt64(signature.count), count: 2)
        return bytes + signature
    }

    /// The name of the hash in RFC 5246, or its number.
    public var hashName: String { Self.hashNames[hashAlgorithm] ?? String(hashAlgorithm) }

    /// The name of the signature algorithm in RFC 5246, or its number.
    public var signatureName: String { Self.signatureNames[signatureAlgorithm] ?? String(signatureAlgorithm) }

    private static let hashNames: [UInt8: String] = [0: "none", 1: "md5", 2: "sha1", 3: "sha224", 4: "sha256", 5: "sha384", 6: "sha512"]
    private static let signatureNames: [UInt8: String] = [0: "anonymous", 1: "rsa", 2: "dsa", 3: "ecdsa"]
}

/// RFC 6962 §3.1
///
///     extnValue OCTET STRING contains ASN1 NULL data (0x05 0x00)
///
/// A critical extension that no verifier understands, so that the precertificate given to a log is never taken for a certificate.
public struct PrecertificatePoison: NullValue {
    /// 1.3.6.1.4.1.11129.2.4.3
    public static let oid = OID.Extensions.precertificatePoison

    public init() {}
}
