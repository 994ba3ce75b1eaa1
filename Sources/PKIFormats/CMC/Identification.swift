/// RFC 5272 §6.2.3 (control 1.3.6.1.5.5.7.7.2)
///
///     Identification ::= UTF8String
///
/// By which name the server finds the shared secret of the identity proof.
public struct Identification: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.2
    public static let oid = OID.CMC.identification
    /// The name.
    public let name: String

    public init(_ name: String) { self.name = name }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        name = try DERElement(parsing: derEncoded, structure: "Identification").utf8String()
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 32) { $0.writeUTF8String(name) } }
}
