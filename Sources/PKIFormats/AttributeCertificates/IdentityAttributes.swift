/// RFC 5755 §4.4.1: the credentials that the holder shows to a service, for example a name and a password of an older program. An attribute
/// with a secret should be encrypted (``OID/AttributeCertificates/encryptedAttributes``).
public struct AuthenticationInformation: RequestAttributeValue {
    /// 1.3.6.1.5.5.7.10.1
    public static let oid = OID.AttributeCertificates.authenticationInformation
    /// Service, name and secret.
    public let information: ServiceAuthenticationInformation

    public init(_ information: ServiceAuthenticationInformation) { self.information = information }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        information = try ServiceAuthenticationInformation(derEncoded: derEncoded)
    }

    public var derEncoded: [UInt8] { information.derEncoded }
}

/// RFC 5755 §4.4.2: the name by which a service knows the holder.
public struct AccessIdentity: RequestAttributeValue {
    /// 1.3.6.1.5.5.7.10.2
    public static let oid = OID.AttributeCertificates.accessIdentity
    /// Service and name.
    public let information: ServiceAuthenticationInformation

    public init(_ information: ServiceAuthenticationInformation) { self.information = information }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        information = try ServiceAuthenticationInformation(derEncoded: derEncoded)
    }

    public var derEncoded: [UInt8] { information.derEncoded }
}

/// RFC 5755 §4.4.3: the account that pays for the holder's use of services.
public struct ChargingIdentity: RequestAttributeValue {
    /// 1.3.6.1.5.5.7.10.3
    public static let oid = OID.AttributeCertificates.chargingIdentity
    /// The accounts.
    public let identity: IETFAttributeSyntax

    public init(_ identity: IETFAttributeSyntax) { self.identity = identity }

    public init(derEncoded: [UInt8]) throws(FormatError) { identity = try IETFAttributeSyntax(derEncoded: derEncoded) }

    public var derEncoded: [UInt8] { identity.derEncoded }
}

/// RFC 5755 §4.4.4: the groups the holder belongs to.
public struct GroupMembership: RequestAttributeValue {
    /// 1.3.6.1.5.5.7.10.4
    public static let oid = OID.AttributeCertificates.group
    /// The groups.
    public let groups: IETFAttributeSyntax

    public init(_ groups: IETFAttributeSyntax) { self.groups = groups }

    public init(derEncoded: [UInt8]) throws(FormatError) { groups = try IETFAttributeSyntax(derEncoded: derEncoded) }

    public var derEncoded: [UInt8] { groups.derEncoded }
}

/// RFC 5755 §4.4.1
///
///     SvceAuthInfo ::= SEQUENCE {
///         service   GeneralName,
///         ident     GeneralName,
///         authInfo  OCTET STRING OPTIONAL }
///
/// The holder's identity at a service. It is the value of ``AuthenticationInformation`` and of ``AccessIdentity``.
public struct ServiceAuthenticationInformation: Hashable, Sendable {
    /// The service.
    public let service: GeneralName
    /// The holder's name there.
    public let identity: GeneralName
    /// The proof of the identity, for example a password; ``AccessIdentity`` must not have one.
    public let secret: [UInt8]?

    public init(service: GeneralName, identity: GeneralName, secret: [UInt8]? = nil) {
        self.service = service
        self.identity = identity
        self.secret = secret
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "SvceAuthInfo").fields()
        service = try GeneralName(fields.next("service"))
        identity = try GeneralName(fields.next("ident"))
        secret = try fields.optional(.octetString, "authInfo")?.octetString()
        try fields.finish()
    }

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

/// RFC 5755 §4.4
///
///     IetfAttrSyntax ::= SEQUENCE {
///         policyAuthority  [0] GeneralNames OPTIONAL,
///         values           SEQUENCE OF CHOICE { octets OCTET STRING, oid OBJECT IDENTIFIER, string UTF8String } }
///
/// It is the value of ``ChargingIdentity`` and of ``GroupMembership``.
public struct IETFAttributeSyntax: Hashable, Sendable {
    /// One of the values.
    public enum Value: Hashable, Sendable {
        /// Octets that only the policy authority understands.
        case octets([UInt8])
        /// A registered value.
        case oid(OID)
        /// Text.
        case string(String)
    }

    /// The names of the authority that defined the values; empty when absent.
    public let policyAuthority: [GeneralName]
    /// The values; RFC 5755 demands that all are of one kind.
    public let values: [Value]

    public init(_ values: [Value], policyAuthority: [GeneralName] = []) {
        self.policyAuthority = policyAuthority
        self.values = values
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "IetfAttrSyntax").fields()
        policyAuthority = try fields.optional(0, "policyAuthority", GeneralName.readSequence) ?? []
        values = try fields.next("values").list { member throws(FormatError) in
            switch member.tag {
            case .octetString: .octets(try member.octetString())
            case .objectIdentifier: .oid(try member.oid())
            case .utf8String: .string(try member.utf8String())
            default: throw member.fail("expected OCTET STRING, OBJECT IDENTIFIER or UTF8String, found \(member.tag.name)")
            }
        }
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                if !policyAuthority.isEmpty { writer.writeSequence(of: policyAuthority, tag: 0xA0) }
                writer.writeSequence(of: values) { value, writer in
                    switch value {
                    case .octets(let octets): writer.writeOctetString(octets)
                    case .oid(let oid): writer.writeOID(oid)
                    case .string(let text): writer.writeUTF8String(text)
                    }
                }
            }
        }
    }
}
