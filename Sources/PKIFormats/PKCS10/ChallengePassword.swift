/// RFC 2985 §5.4.1
///
///     challengePassword ATTRIBUTE ::= { WITH SYNTAX DirectoryString, SINGLE VALUE TRUE }
public struct ChallengePassword: RequestAttributeValue, CustomStringConvertible {
    /// 1.2.840.113549.1.9.7
    public static let oid = OID.CMS.challengePassword

    /// The password.
    public let password: String

    /// The DER of the value, as it was read; a PrintableString, else a UTF8String in a new one.
    public let derEncoded: [UInt8]

    public init(_ password: String) {
        self.password = password
        derEncoded = (AttributeText(printable: password) ?? AttributeText(utf8: password)).derEncoded
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        password = try DERElement(parsing: derEncoded, structure: "challengePassword").anyString()
        self.derEncoded = derEncoded
    }

    /// Does not show the password.
    public var description: String { "ChallengePassword(…)" }
}
