public import PortableFoundation

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
