/// The controls whose value is an OCTET STRING (RFC 5272 §6).
public protocol OctetStringControl: CMCControlValue {
    /// The content of the OCTET STRING.
    var bytes: [UInt8] { get }

    init(_ bytes: [UInt8])
}

extension OctetStringControl {
    public init(derEncoded: [UInt8]) throws(FormatError) {
        self.init(try DERElement(parsing: derEncoded, structure: Self.oid.nameOrDotted).octetString())
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) } }
}

/// §6.2.2: HMAC-SHA1 over the requests with the hash of a shared secret, `IdentifyProof ::= OCTET STRING`.
public struct IdentityProof: OctetStringControl {
    /// 1.3.6.1.5.5.7.7.3
    public static let oid = OID.CMC.identityProof
    /// The MAC, 20 octets.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.4: octets the answer has to repeat.
public struct DataReturn: OctetStringControl {
    /// 1.3.6.1.5.5.7.7.4
    public static let oid = OID.CMC.dataReturn
    /// The octets; only their sender understands them.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.6: a value the answer has to repeat as its ``RecipientNonce``.
public struct SenderNonce: OctetStringControl {
    /// 1.3.6.1.5.5.7.7.6
    public static let oid = OID.CMC.senderNonce
    /// The value.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.6: the ``SenderNonce`` of the message that is answered.
public struct RecipientNonce: OctetStringControl {
    /// 1.3.6.1.5.5.7.7.7
    public static let oid = OID.CMC.recipientNonce
    /// The value.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.12: whatever client and server have agreed on; Microsoft's clients write ``RegistrationPairs``.
public struct RegistrationInformation: OctetStringControl {
    /// 1.3.6.1.5.5.7.7.18
    public static let oid = OID.CMC.registrationInformation
    /// The information.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.12: the answer to ``RegistrationInformation``.
public struct ResponseInformation: OctetStringControl {
    /// 1.3.6.1.5.5.7.7.19
    public static let oid = OID.CMC.responseInformation
    /// The information.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.13: asks for the state of a pending request by the token of its PendInfo.
public struct QueryPending: OctetStringControl {
    /// 1.3.6.1.5.5.7.7.21
    public static let oid = OID.CMC.queryPending
    /// The token.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.3.1.3: the random value over which the witnesses of the requests are computed.
public struct PopLinkRandom: OctetStringControl {
    /// 1.3.6.1.5.5.7.7.22
    public static let oid = OID.CMC.popLinkRandom
    /// The value; at least 64 octets.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.3.1.2: HMAC-SHA1 over ``PopLinkRandom``; it stands in the requests, as an attribute of PKCS #10 or a control of CRMF.
public struct PopLinkWitness: OctetStringControl {
    /// 1.3.6.1.5.5.7.7.23
    public static let oid = OID.CMC.popLinkWitness
    /// The MAC, 20 octets.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}
