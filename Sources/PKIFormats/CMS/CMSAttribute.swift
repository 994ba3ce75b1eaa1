/// RFC 5652 §5.3
///
///     Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }
///
/// The same structure as in a request, so that values move between the two unchanged.
public typealias CMSAttribute = RequestAttribute

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension RequestAttribute {
    /// The signed attribute contentType (RFC 5652 §11.1).
    public static func contentType(_ type: OID) -> CMSAttribute {
        CMSAttribute(OID.CMS.contentType, values: [DERWriter.encode(capacity: 16) { $0.writeOID(type) }])
    }

    /// The signed attribute messageDigest (RFC 5652 §11.2).
    public static func messageDigest(_ digest: [UInt8]) -> CMSAttribute {
        CMSAttribute(OID.CMS.messageDigest, values: [DERWriter.encode(capacity: 72) { $0.writeOctetString(digest) }])
    }

    /// The signed attribute signingTime (RFC 5652 §11.3).
    public static func signingTime(_ time: Date) -> CMSAttribute {
        CMSAttribute(OID.CMS.signingTime, values: [DERWriter.encode(capacity: 24) { $0.writeTime(time) }])
    }
}
