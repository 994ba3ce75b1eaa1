public import PortableFoundation
import PKIFormats

/// One published file, complete: readers never see a half-written one.
public struct PublishedObject: Sendable, Hashable {
    /// `crl/<name>.crl` or `aia/<name>.cer`.
    public let path: String
    /// DER.
    public let bytes: [UInt8]
    /// `application/pkix-crl` or `application/pkix-cert`.
    public let mediaType: String
    public let modified: Date
    /// Of a list: when the next one is to be published, and at most when it ends. nil when it does not say, and for certificates.
    public let freshUntil: Date?

    public init(path: String, bytes: [UInt8], mediaType: String, modified: Date) {
        self.path = path
        self.bytes = bytes
        self.mediaType = mediaType
        self.modified = modified
        freshUntil = mediaType == "application/pkix-crl" ? Self.freshUntil(of: bytes) : nil
    }

    private static func freshUntil(of list: [UInt8]) -> Date? {
        guard let list = try? CertificateListScanner(list), let end = list.nextUpdate else { return nil }
        let next = (try? CRLNextPublish.find(in: list.extensions))?.date
        return min(next ?? end, end)
    }
}
