/// The key storage provider that holds an attested key, 1.3.6.1.4.1.311.21.25. A BMPString is written, any string read and kept.
public struct KeyStorageProviderName: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.25
    public static let oid = OID.Microsoft.keyStorageProviderName

    /// The name, for example `Microsoft Platform Crypto Provider`.
    public let name: String

    /// The DER of the value, as it was read; a BMPString in a new one.
    public let derEncoded: [UInt8]

    /// Creates the value.
    public init(_ name: String) {
        self.name = name
        derEncoded = DERWriter.encode(capacity: 96) { $0.writeBMPString(name) }
    }

    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        name = try DERElement(parsing: derEncoded, structure: "KeyStorageProviderName").anyString()
        self.derEncoded = derEncoded
    }
}
