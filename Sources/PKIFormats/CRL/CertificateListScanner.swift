#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Reads a revocation list in place (RFC 5280 §5.1; for the grammar see ``CertificateList``), for lists of millions of entries.
///
/// The outline of every entry is checked once, when the value is made, and no entry is kept. Entries are walked or looked up in the bytes,
/// and only those asked for become values. A file is mapped into memory, so that the system can drop unused pages.
///
/// ```swift
/// let list = try CertificateListScanner(mapping: "/var/lib/ca/list.crl")
/// let entry = try list.entry(serialNumber: certificate.serialNumber, issuer: certificate.issuer)
/// ```
public struct CertificateListScanner: Sendable {
    /// 1 or 2.
    public let version: Int
    /// The algorithm outside the signed part.
    public let signatureAlgorithm: AlgorithmIdentifier
    /// The algorithm inside the signed part, which must be the same.
    public let innerSignatureAlgorithm: AlgorithmIdentifier
    /// The name of the issuer.
    public let issuer: DistinguishedName
    /// The time at which the list was made.
    public let thisUpdate: Date
    /// The latest time at which the next list appears; `nil` when the list does not say.
    public let nextUpdate: Date?
    /// The extensions of the list, in order.
    public let extensions: [CertificateExtension]
    /// The content of the signature's BIT STRING.
    public let signature: [UInt8]
    /// The number of entries.
    public let count: Int

    let octets: Octets
    let tbs: Range<Int>
    let entries: Range<Int>
    /// The places where the issuer of the entries changes, in an indirect list.
    let issuers: [(offset: Int, name: DistinguishedName?)]

    /// Checks the outline of a list; nothing may follow it.
    public init(_ bytes: [UInt8]) throws(FormatError) {
        try self.init(.array(bytes))
    }

    /// Maps a file with the DER of a list into memory and checks its outline. Do not change the file while the value is in
    /// use; to replace it, rename another file over it.
    /// - Throws: ``FormatError``, or Foundation's error when the file cannot be read.
    public init(mapping path: String) throws {
        try self.init(.data(try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)))
    }

    private init(_ octets: Octets) throws(FormatError) {
        self.octets = octets
        let outline: CertificateListOutline
        switch octets.withBytes({ bytes in
            Result { () throws(FormatError) in try CertificateListOutline(bytes) }
        }) {
        case .success(let found): outline = found
        case .failure(let error): throw error
        }
        version = outline.version
        signatureAlgorithm = outline.signatureAlgorithm
        innerSignatureAlgorithm = outline.innerSignatureAlgorithm
        issuer = outline.issuer
        thisUpdate = outline.thisUpdate
        nextUpdate = outline.nextUpdate
        extensions = outline.extensions
        signature = outline.signature
        tbs = outline.tbs
        entries = outline.entries
        count = outline.count
        issuers = outline.issuers
    }

    /// The number of the list; `nil` when absent, unreadable or wider than 64 bits.
    public var crlNumber: UInt64? { (try? CRLNumber.find(in: extensions))?.number }

    /// Gives the octets that the signature covers, without a copy.
    public func withTBSBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try octets.withBytes { try body(UnsafeRawBufferPointer(rebasing: $0[tbs])) }
    }

    /// The bytes, in an array or in a mapped file.
    enum Octets: Sendable {
        case array([UInt8])
        case data(Data)

        func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
            switch self {
            case .array(let bytes): try bytes.withUnsafeBytes(body)
            case .data(let data): try data.withUnsafeBytes(body)
            }
        }
    }
}

extension CertificateListScanner {
    /// Calls `body` with each entry in order until it returns `false`.
    /// - Throws: ``FormatError`` when a date or an extension of an entry cannot be read, and whatever `body` throws.
    public func forEachEntry(_ body: (RevokedEntry) throws -> Bool) throws {
        try octets.withBytes { bytes in
            var walk = CertificateListWalk(bytes, entries)
            while let entry = walk.next() {
                guard try body(Self.value(of: entry, in: bytes)) else { return }
            }
        }
    }

    /// The entry of a certificate, found by walking the list; `nil` when the list does not have one.
    ///
    /// The time is proportional to the list (about 10 ms for a million entries). For many lookups make a ``CertificateListIndex``.
    /// - Parameters:
    ///   - serialNumber: ``Certificate/serialNumber``.
    ///   - issuer: ``Certificate/issuer``; `nil` for the issuer of the list. See ``CertificateList/entry(serialNumber:issuer:)``.
    /// - Throws: when the date or an extension of the entry cannot be read.
    public func entry(serialNumber: [UInt8], issuer wanted: DistinguishedName? = nil) throws(FormatError) -> RevokedEntry? {
        try found { bytes in
            serialNumber.withUnsafeBytes { serial in
                var walk = CertificateListWalk(bytes, entries)
                while let entry = walk.next() {
                    if entry.has(serial, in: bytes), isOf(wanted, entryAt: entry.start) { return entry }
                }
                return nil
            }
        }
    }

    /// Makes a value of the entry that `search` finds.
    func found(_ search: (UnsafeRawBufferPointer) -> CertificateListWalk.Entry?) throws(FormatError) -> RevokedEntry? {
        let result: Result<RevokedEntry?, FormatError> = octets.withBytes { bytes in
            guard let entry = search(bytes) else { return .success(nil) }
            return Result { () throws(FormatError) in try Self.value(of: entry, in: bytes) }
        }
        return try result.get()
    }

    /// Whether the entry at this place belongs to the wanted issuer.
    func isOf(_ wanted: DistinguishedName?, entryAt offset: Int) -> Bool {
        let wanted = wanted ?? issuer
        var (low, high) = (0, issuers.count)
        while low < high {
            let middle = low + (high - low) / 2
            if issuers[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return wanted.matches(issuer) }
        return issuers[low - 1].name?.matches(wanted) == true
    }

    private static func value(of entry: CertificateListWalk.Entry, in bytes: UnsafeRawBufferPointer) throws(FormatError) -> RevokedEntry {
        do {
            return try RevokedEntry(DERElement(parsing: Array(bytes[entry.start..<entry.end]), structure: "RevokedCertificate"))
        } catch {
            throw error.inside("CertificateList", field: "revokedCertificates", at: entry.start)
        }
    }
}

/// Goes from entry to entry of a list in place. ``CertificateListOutline`` has checked the outline of the entries.
struct CertificateListWalk {
    /// The places of an entry and its serial number.
    struct Entry {
        let start: Int
        let end: Int
        let serialStart: Int
        let serialEnd: Int

        func has(_ serial: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer) -> Bool {
            guard serial.count == serialEnd - serialStart else { return false }
            // The last octets are compared first: serial numbers of one CA often begin alike.
            var index = serial.count
            while index > 0 {
                index -= 1
                if serial[index] != bytes[serialStart + index] { return false }
            }
            return true
        }
    }

    private let bytes: UnsafeRawBufferPointer
    private var position: Int
    private let limit: Int

    init(_ bytes: UnsafeRawBufferPointer, _ entries: Range<Int>) {
        self.bytes = bytes
        position = entries.lowerBound
        limit = entries.upperBound
    }

    mutating func next() -> Entry? {
        guard position < limit, let outer = DERHeader(bytes, at: position, limit: limit),
            let serial = DERHeader(bytes, at: outer.contentStart, limit: outer.end)
        else { return nil }
        defer { position = outer.end }
        return Entry(start: position, end: outer.end, serialStart: serial.contentStart, serialEnd: serial.end)
    }
}

/// Tag and length of one element in bytes from outside: definite and minimal (X.690 §10.1), with one octet of tag. `nil` when they have
/// another form, or the element goes beyond `limit`.
struct DERHeader {
    let tag: UInt8
    let contentStart: Int
    let end: Int

    @inline(__always)
    init?(_ bytes: UnsafeRawBufferPointer, at start: Int, limit: Int) {
        guard limit <= bytes.count, start >= 0, limit - start >= 2 else { return nil }
        tag = bytes[start]
        guard tag & 0x1F != 0x1F, tag & 0xDF != 0 else { return nil }
        let first = bytes[start + 1]
        if first < 0x80 {
            contentStart = start + 2
            end = contentStart + Int(first)
        } else {
            let count = Int(first & 0x7F)
            guard count >= 1, count <= 7, limit - start - 2 >= count else { return nil }
            var length = 0
            for index in 0..<count { length = length << 8 | Int(bytes[start + 2 + index]) }
            guard length >= 0x80, length >> (8 * (count - 1)) != 0 else { return nil }
            contentStart = start + 2 + count
            end = contentStart + length
        }
        guard end <= limit else { return nil }
    }
}
