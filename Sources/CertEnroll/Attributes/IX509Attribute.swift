public import CertCli

/// One value of an attribute of a request. Source: "IX509Attribute interface".
///
/// ``X509Attribute`` is one of any identifier; the classes derived from it know their value.
public protocol IX509Attribute: AnyObject {
    /// Takes identifier and value. Source: "IX509Attribute::Initialize".
    /// - Parameter encodedData: the DER of the value, in the encoding.
    /// - Throws: `CAError` with 0x800704DF the second time; 0x80070057 when a class for one identifier gets another.
    func initialize(_ objectId: ObjectId, encoding: EncodingType, encodedData: [UInt8]) throws
    /// The identifier. Source: "IX509Attribute::get_ObjectId". Classes for one identifier have it from the beginning.
    var objectId: ObjectId { get throws }
    /// The DER of the value. Source: "IX509Attribute::get_RawData".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    func rawData(_ encoding: EncodingType) throws -> EncodedBytes
}

extension IX509Attribute {
    /// `rawData` as base64 without header lines.
    public func rawData() throws -> EncodedBytes { try rawData(.base64) }
}
