/// The client's operating system, 1.3.6.1.4.1.311.13.2.3 (MS-WCCE 2.2.2.7.1). A claim of the client; nothing may depend on it.
///
///     OSVersion ::= IA5String
///
/// Clients also write other string types; all are read and kept.
public struct OperatingSystemVersion: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.13.2.3
    public static let oid = OID.Microsoft.osVersion

    /// The text, `major.minor.build.platform`, for example `10.0.19045.2`.
    public let text: String

    /// The DER of the value, as it was read; an IA5String in a new one.
    public let derEncoded: [UInt8]

    /// Creates the value; text that is not ASCII becomes a UTF8String.
    public init(_ text: String) {
        self.text = text
        derEncoded = (AttributeText(ia5: text) ?? AttributeText(utf8: text)).derEncoded
    }

    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        text = try DERElement(parsing: derEncoded, structure: "OSVersion").anyString()
        self.derEncoded = derEncoded
    }

    /// The four numbers; `nil` when the text has another form.
    public var numbers: (major: Int, minor: Int, build: Int, platform: Int)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 4, let major = parts[0], let minor = parts[1], let build = parts[2], let platform = parts[3] else {
            return nil
        }
        return (major, minor, build, platform)
    }
}
