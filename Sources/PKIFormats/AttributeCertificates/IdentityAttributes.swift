/// RFC 5755 §4.4.1: what the holder shows a service to be let in, for example a name and a password of an older program. The attribute is
/// meant to be encrypted (``OID/AttributeCertificates/encryptedAttributes``) when it holds a secret.
public struct AuthenticationInformation: RequestAttributeValue {
    /// 1.3.6.1.5.5.7.10.1
    public static let oid = OID.AttributeCertificates.authenticationInformation
    /// Service, name and secret.
    public let information: ServiceAuthenticationInformation

    /// Creates the value.
    public init(_ information: ServiceAuthenticationInformation) { self.information = information }

    /// Reads the DER of the value; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        information = try ServiceAuthenticationInformation(derEncoded: derEncoded)
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] { information.derEncoded }
}

/// RFC 5755 §4.4.2: by which name a service knows the holder.
public struct AccessIdentity: RequestAttributeValue {
    /// 1.3.6.1.5.5.7.10.2
    public static let oid = OID.AttributeCertificates.accessIdentity
    /// Service and name.
    public let information: ServiceAuthenticationInformation

    /// Creates the value.
    public init(_ information: ServiceAuthenticationInformation) { self.information = information }

    /// Reads the DER of the value; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        information = try ServiceAuthenticationInformation(derEncoded: derEncoded)
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] { information.derEncoded }
}

/// RFC 5755 §4.4.3: to whose account the holder's use of services goes.
public struct ChargingIdentity: RequestAttributeValue {
    /// 1.3.6.1.5.5.7.10.3
    public static let oid = OID.AttributeCertificates.chargingIdentity
    /// The accounts.
    public let identity: IETFAttributeSyntax

    /// Creates the value.
    public init(_ identity: IETFAttributeSyntax) { self.identity = identity }

    /// Reads the DER of the value; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) { identity = try IETFAttributeSyntax(derEncoded: derEncoded) }

    /// The DER of the value.
    public var derEncoded: [UInt8] { identity.derEncoded }
}

/// RFC 5755 §4.4.4: the groups the holder belongs to.
public struct GroupMembership: RequestAttributeValue {
    /// 1.3.6.1.5.5.7.10.4
    public static let oid = OID.AttributeCertificates.group
    /// The groups.
    public let groups: IETFAttributeSyntax

    /// Creates the value.
    public init(_ groups: IETFAttributeSyntax) { self.groups = groups }

    /// Reads the DER of the value; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) { groups = try IETFAttributeSyntax(derEncoded: derEncoded) }

    /// The DER of the value.
    public var derEncoded: [UInt8] { groups.derEncoded }
}
