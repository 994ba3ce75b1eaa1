public import PortableFoundation

/// What a CA has published for everybody: revocation lists and CA certificates, by the names that stand in certificates.
public protocol PublicationSource: Sendable {
    /// - Parameter path: the path below the public address, e.g. `crl/Chancery Issuing CA.crl`, decoded.
    func published(_ path: String) async throws -> PublishedObject?
}

/// One published file, complete: readers never see a half-written one.
public struct PublishedObject: Sendable, Hashable {
    /// `crl/<name>.crl` or `aia/<name>.cer`.
    public let path: String
    /// DER.
    public let bytes: [UInt8]
    /// `application/pkix-crl` or `application/pkix-cert`.
    public let mediaType: String
    public let modified: Date

    public init(path: String, bytes: [UInt8], mediaType: String, modified: Date) {
        self.path = path
        self.bytes = bytes
        self.mediaType = mediaType
        self.modified = modified
    }
}
