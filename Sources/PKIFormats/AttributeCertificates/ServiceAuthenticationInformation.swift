/// RFC 5755 §4.4.1
///
///     SvceAuthInfo ::= SEQUENCE {
///         service   GeneralName,
///         ident     GeneralName,
///         authInfo  OCTET STRING OPTIONAL }
///
/// Who the holder is to a service. It is the value of ``AuthenticationInformation`` and of ``AccessIdentity``.
public struct ServiceAuthenticationInformation: Hashable, Sendable {
    /// The service.
    public let service: GeneralName
    /// The holder's name there.
    public let identity: GeneralName
    /// What proves it, a password for example; ``AccessIdentity`` must not have it.
    public let secret: [UInt8]?

    /// Creates the value.
    public init(service: GeneralName, identity: GeneralName, secret: [UInt8]? = nil) {
        self.service = service
        self.identity = identity
        self.secret = secret
    }

    /// Reads the DER of the value; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "SvceAuthInfo").fields()
        service = try GeneralName(fields.next("service"))
        identity = try GeneralName(fields.next("ident"))
        secret = try fields.optional(.octetString, "authInfo")?.octetString()
        try fields.finish()
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                service.write(to: &writer)
                identity.write(to: &writer)
                if let secret { writer.writeOctetString(secret) }
            }
        }
    }
}
