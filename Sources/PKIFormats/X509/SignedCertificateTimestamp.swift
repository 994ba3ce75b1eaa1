#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

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

    /// When the log promised to include the certificate, in milliseconds since 1970.
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

    /// Creates a timestamp. What is longer than its field allows is cut off: the log's identifier after 32 octets (a shorter one is filled
    /// with zeros), extensions and signature after 65,535.
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
