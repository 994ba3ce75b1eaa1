/// RFC 2986 §4.1
///
///     Attribute ::= SEQUENCE { type OBJECT IDENTIFIER, values SET SIZE (1..MAX) OF ANY }
///
/// Unknown attributes are kept with their values as DER.
public struct RequestAttribute: Hashable, Sendable {
    /// The identifier of the attribute.
    public let oid: OID

    /// The values, each as DER.
    public let values: [[UInt8]]

    /// Creates an attribute; the values are put in the order of DER.
    public init(_ oid: OID, values: [[UInt8]]) {
        self.oid = oid
        self.values = values.inSetOrder { $0 }
    }

    /// Reads the DER of an Attribute.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "Attribute"))
    }

    init(_ element: DERElement, mayBeEmpty: Bool = false) throws(FormatError) {
        var fields = try element.fields(of: "Attribute")
        oid = try fields.next("type").oid()
        let set = try fields.next("values")
        values = try set.members(.set).map(\.encoded)
        try fields.finish()
        guard mayBeEmpty || !values.isEmpty else { throw set.fail("the attribute \(oid.nameOrDotted) has no value") }
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 64) { write(to: &$0) } }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(oid)
            writer.writeMembers(values)
        }
    }
}

extension RequestAttribute {
    /// The extensions asked for (PKCS #9 extensionRequest, RFC 2985 §5.4.2).
    public static func extensionRequest(_ extensions: [CertificateExtension]) -> RequestAttribute {
        RequestAttribute(OID.CMS.extensionRequest, values: [CertificateExtension.encode(extensions)])
    }

    /// The SCEP challenge password (RFC 2985 §5.4.1): PrintableString when it fits, else UTF8String.
    public static func challengePassword(_ password: String) -> RequestAttribute {
        let text = AttributeText(printable: password) ?? AttributeText(utf8: password)
        return RequestAttribute(OID.CMS.challengePassword, values: [text.derEncoded])
    }

    /// The version of the client's operating system, `major.minor.build.platform` (1.3.6.1.4.1.311.13.2.3).
    public static func osVersion(_ version: String) -> RequestAttribute {
        RequestAttribute(OID.Microsoft.osVersion, values: [DERWriter.encode(capacity: 32) { $0.writeIA5String(version) }])
    }

    /// A pair of name and value for the CA, such as `CertificateTemplate` and the template's name (1.3.6.1.4.1.311.13.2.1).
    public static func nameValuePair(name: String, value: String) -> RequestAttribute {
        RequestAttribute(OID.Microsoft.enrollmentNameValuePair, values: [EnrollmentNameValuePair(name: name, value: value).derEncoded])
    }

    /// The account, machine and program that made the request (1.3.6.1.4.1.311.21.20).
    public static func clientInformation(_ information: RequestClientInformation) -> RequestAttribute {
        RequestAttribute(OID.Microsoft.requestClientInformation, values: [information.derEncoded])
    }

    /// The provider that holds the key (1.3.6.1.4.1.311.13.2.2).
    public static func cspProvider(_ provider: EnrollmentCSPProvider) -> RequestAttribute {
        RequestAttribute(OID.Microsoft.enrollmentCSPProvider, values: [provider.derEncoded])
    }

    /// The certificate to be renewed (1.3.6.1.4.1.311.13.1).
    /// - Parameter certificate: the DER of the whole certificate.
    public static func renewalCertificate(_ certificate: [UInt8]) -> RequestAttribute {
        RequestAttribute(OID.Microsoft.renewalCertificate, values: [certificate])
    }
}
