/// The template of version 2 and later, 1.3.6.1.4.1.311.21.7 (MS-WCCE 2.2.2.7.7.2).
///
///     CertificateTemplateOID ::= SEQUENCE {
///         templateID            OBJECT IDENTIFIER,
///         templateMajorVersion  INTEGER (0..4294967295) OPTIONAL,
///         templateMinorVersion  INTEGER (0..4294967295) OPTIONAL }
public struct CertificateTemplateInformation: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.7
    public static let oid = OID.Microsoft.certificateTemplate

    /// The template's object identifier.
    public let templateID: OID

    /// The major version.
    public let major: Int?

    /// The minor version.
    public let minor: Int?

    public init(templateID: OID, major: Int?, minor: Int?) {
        self.templateID = templateID
        self.major = major
        self.minor = minor
    }

    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "CertificateTemplateOID").fields()
        templateID = try fields.next("templateID").oid()
        major = try fields.optional(.integer, "templateMajorVersion", Self.version)
        minor = try fields.optional(.integer, "templateMinorVersion", Self.version)
        try fields.finish()
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 48) { writer in
            writer.writeSequence { writer in
                writer.writeOID(templateID)
                if let major { writer.writeInteger(major) }
                if let minor { writer.writeInteger(minor) }
            }
        }
    }

    private static func version(_ element: DERElement) throws(FormatError) -> Int {
        let version = try element.integer()
        guard (0...4_294_967_295).contains(version) else { throw element.fail("the version is outside 0…4294967295") }
        return version
    }
}

/// The name of a version 1 template, 1.3.6.1.4.1.311.20.2 (MS-WCCE 2.2.2.7.7.1).
///
/// Windows and certmonger write a BMPString, strongSwan a UTF8String, and the specification a SEQUENCE of one UTF8String. All forms are
/// read and kept; a new value is a BMPString.
public struct MicrosoftTemplateName: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.20.2
    public static let oid = OID.Microsoft.templateName

    /// The template's common name, not its display name.
    public let name: String

    /// The DER of the value, as it was read; a BMPString in a new one.
    public let value: [UInt8]

    public init(_ name: String) {
        self.name = name
        value = DERWriter.encode(capacity: 64) { $0.writeBMPString(name) }
    }

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
