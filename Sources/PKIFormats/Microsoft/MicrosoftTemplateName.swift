/// The name of a version 1 template, 1.3.6.1.4.1.311.20.2 (MS-WCCE 2.2.2.7.7.1).
///
/// Windows and certmonger write a BMPString, strongSwan a UTF8String, and the specification a SEQUENCE of one UTF8String. All are read and
/// kept; a new value is a BMPString.
public struct MicrosoftTemplateName: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.20.2
    public static let oid = OID.Microsoft.templateName

    /// The template's common name, not its display name.
    public let name: String

    /// The DER of the value, as it was read; a BMPString in a new one.
    public let value: [UInt8]

    /// Creates the value.
    public init(_ name: String) {
        self.name = name
        value = DERWriter.encode(capacity: 64) { $0.writeBMPString(name) }
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "EnrollCertType", field: "name")
        if element.tag == .sequence {
            var fields = try element.fields()
            name = try fields.next("name").anyString()
            try fields.finish()
        } else {
            name = try element.anyString()
        }
        self.value = value
    }
}
