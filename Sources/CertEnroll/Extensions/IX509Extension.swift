public import CertCli
public import PKIFormats

/// An extension of a certificate or request. Source: "IX509Extension interface".
///
/// ``X509Extension`` is one of any identifier; the classes derived from it know their value.
public protocol IX509Extension: AnyObject {
    /// Takes identifier and value. Source: "IX509Extension::Initialize".
    /// - Parameter encodedData: the DER of the value, in the encoding.
    /// - Throws: `CAError` with 0x800704DF the second time; 0x80070057 when a class for one identifier gets another.
    func initialize(_ objectId: ObjectId, encoding: EncodingType, encodedData: [UInt8]) throws
    /// The identifier. Source: "IX509Extension::get_ObjectId". Classes for one identifier have it from the beginning.
    var objectId: ObjectId { get throws }
    /// The DER of the value. Source: "IX509Extension::get_RawData".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    func rawData(_ encoding: EncodingType) throws -> EncodedBytes
    /// Whether a program that does not know the extension must refuse the certificate; false at first. Source: "IX509Extension::get_Critical".
    var critical: Bool { get set }
}

extension IX509Extension {
    /// `rawData` as base64 without header lines.
    public func rawData() throws -> EncodedBytes { try rawData(.base64) }

    /// The plain value.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var certificateExtension: CertificateExtension {
        get throws { CertificateExtension(try objectId.oid, critical: critical, value: try rawData(.binary).bytes) }
    }
}
