// The controls whose value is an OCTET STRING (RFC 5272 §6). ``IdentityProof`` and those of the POP
// link are with their sections.

extension OctetStringValue where Self: CMCControlValue {
    /// Errors give the name of the control.
    public static var grammarName: String { oid.nameOrDotted }

    /// Reads the DER of the value.
    public init(derEncoded: [UInt8]) throws(FormatError) { try self.init(shaped: derEncoded) }

    /// The DER of the value.
    public var derEncoded: [UInt8] { shaped }
}

/// §6.4: octets that the answer has to repeat.
public struct DataReturn: CMCControlValue, OctetStringValue {
    /// 1.3.6.1.5.5.7.7.4
    public static let oid = OID.CMC.dataReturn
    /// The octets; only their sender understands them.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.6: a value that the answer has to repeat as its ``RecipientNonce``.
public struct SenderNonce: CMCControlValue, OctetStringValue {
    /// 1.3.6.1.5.5.7.7.6
    public static let oid = OID.CMC.senderNonce
    /// The value.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.6: the ``SenderNonce`` of the message that this one answers.
public struct RecipientNonce: CMCControlValue, OctetStringValue {
    /// 1.3.6.1.5.5.7.7.7
    public static let oid = OID.CMC.recipientNonce
    /// The value.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.12: information on which client and server have agreed; Microsoft's clients write ``RegistrationPairs``.
public struct RegistrationInformation: CMCControlValue, OctetStringValue {
    /// 1.3.6.1.5.5.7.7.18
    public static let oid = OID.CMC.registrationInformation
    /// The information.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.12: the answer to ``RegistrationInformation``.
public struct ResponseInformation: CMCControlValue, OctetStringValue {
    /// 1.3.6.1.5.5.7.7.19
    public static let oid = OID.CMC.responseInformation
    /// The information.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// §6.13: asks for the state of a pending request by the token of its PendInfo.
public struct QueryPending: CMCControlValue, OctetStringValue {
    /// 1.3.6.1.5.5.7.7.21
    public static let oid = OID.CMC.queryPending
    /// The token.
    public let bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}
