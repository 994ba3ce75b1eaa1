/// The controls whose value is one or several numbers of body parts (RFC 5272 §6, RFC 6402 §2).
public protocol BodyPartListControl: CMCControlValue {
    /// The numbers, at least one.
    var bodyParts: [Int] { get }

    init(_ bodyParts: [Int])
}

extension BodyPartListControl {
    public init(derEncoded: [UInt8]) throws(FormatError) {
        self.init(try BodyPartReference.readPath(DERElement(parsing: derEncoded, structure: Self.oid.nameOrDotted)))
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 32) { BodyPartReference.writePath(bodyParts, to: &$0) } }
}

/// §6.17: the messages in the cmsSequence that are to be processed as if each had come alone, `BodyPartList`.
public struct BatchRequests: BodyPartListControl {
    /// 1.3.6.1.5.5.7.7.28
    public static let oid = OID.CMC.batchRequests
    /// The numbers.
    public let bodyParts: [Int]
    public init(_ bodyParts: [Int]) { self.bodyParts = bodyParts }
}

/// §6.17: the answers to ``BatchRequests`` in the cmsSequence, `BodyPartList`.
public struct BatchResponses: BodyPartListControl {
    /// 1.3.6.1.5.5.7.7.29
    public static let oid = OID.CMC.batchResponses
    /// The numbers.
    public let bodyParts: [Int]
    public init(_ bodyParts: [Int]) { self.bodyParts = bodyParts }
}

/// RFC 6402 §2.7: where the identity proof is that the registration authority has checked, `BodyPartPath`.
public struct RAIdentityWitness: BodyPartListControl {
    /// 1.3.6.1.5.5.7.7.35
    public static let oid = OID.CMC.raIdentityWitness
    /// The path, from the outside in.
    public let bodyParts: [Int]
    public init(_ bodyParts: [Int]) { self.bodyParts = bodyParts }
}

/// RFC 6402 §2.9: where in the answer of a registration authority the answer of the CA is, `BodyPartPath`.
public struct CMCResponseBody: BodyPartListControl {
    /// 1.3.6.1.5.5.7.7.37
    public static let oid = OID.CMC.responseBody
    /// The path, from the outside in.
    public let bodyParts: [Int]
    public init(_ bodyParts: [Int]) { self.bodyParts = bodyParts }
}

/// §6.16: which AuthenticatedData of the message holds data to be published, `AuthPublish ::= BodyPartID`.
public struct AuthenticatedDataReference: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.27
    public static let oid = OID.CMC.authenticatedData
    /// The number of the part.
    public let bodyPartID: Int

    public init(_ bodyPartID: Int) { self.bodyPartID = bodyPartID }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        bodyPartID = try TaggedAttribute.readBodyPartID(DERElement(parsing: derEncoded, structure: "AuthPublish"))
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 8) { $0.writeInteger(bodyPartID) } }
}
