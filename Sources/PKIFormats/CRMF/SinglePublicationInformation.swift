/// RFC 4211 §6.3
///
///     SinglePubInfo ::= SEQUENCE {
///         pubMethod    INTEGER { dontCare (0), x500 (1), web (2), ldap (3) },
///         pubLocation  GeneralName OPTIONAL }
public struct SinglePublicationInformation: Hashable, Sendable {
    /// Any way will do.
    public static let dontCare = 0
    /// By X.500.
    public static let x500 = 1
    /// On the web.
    public static let web = 2
    /// By LDAP.
    public static let ldap = 3

    /// How to publish.
    public let method: Int
    /// Where to publish; `nil` to leave it to the CA.
    public let location: GeneralName?

    public init(method: Int, location: GeneralName? = nil) {
        self.method = method
        self.location = location
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "SinglePubInfo")
        method = try fields.next("pubMethod").integer()
        location = fields.isAtEnd ? nil : try GeneralName(fields.next("pubLocation"))
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(method)
            location?.write(to: &writer)
        }
    }
}
