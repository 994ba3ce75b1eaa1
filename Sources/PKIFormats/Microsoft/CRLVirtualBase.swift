/// The number of the base list a Microsoft delta list was made for, 1.3.6.1.4.1.311.21.3.
///
///     CRLVirtualBase ::= INTEGER
public struct CRLVirtualBase: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.3
    public static let oid = OID.Microsoft.crlVirtualBase

    /// The number of the base list.
    public let number: CRLNumber

    /// Creates the value.
    public init(_ number: CRLNumber) {
        self.number = number
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        number = try CRLNumber(value: value)
    }

    /// The DER of the value.
    public var value: [UInt8] { number.value }
}
