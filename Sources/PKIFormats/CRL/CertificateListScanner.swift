#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Reads a revocation list in place (RFC 5280 §5.1; the grammar stands at ``CertificateList``), for lists of millions of entries.
///
/// The outline of every entry is checked once when the value is made; nothing is kept of the entries. They are walked, or looked up, in the
/// bytes themselves, and only the ones asked for become values. A file is mapped into memory, so that the system may drop what is not in use.
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
    /// Who issued the list.
    public let issuer: DistinguishedName
    /// When the list was made.
    public let thisUpdate: Date
    /// When the next one is there at the latest; `nil` when the list does not say.
    public let nextUpdate: Date?
    /// The extensions of the list, in order.
    public let extensions: [CertificateExtension]
    /// The content of the signature's BIT STRING.
    public let signature: [UInt8]
    /// How many entries the list has.
    public let count: Int

    let octets: Octets
    let tbs: Range<Int>
    let entries: Range<Int>
    /// For an indirect list: where the issuer of the entries changes.
    let issuers: [(offset: Int, name: DistinguishedName?)]

    /// Checks the outline of a list; nothing may follow it.
    public init(_ bytes: [UInt8]) throws(FormatError) {
        try self.init(.array(bytes))
    }

    /// Maps a file with the DER of a list into memory and checks its outline. The file must not be changed while the value is in use;
    /// replace it by renaming another over it.
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

    /// Gives the octets the signature covers, without a copy.
    public func withTBSBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try octets.withBytes { try body(UnsafeRawBufferPointer(rebasing: $0[tbs])) }
    }

    /// Where the bytes are.
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
