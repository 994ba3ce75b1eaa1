/// RFC 5272 §6.1.1
///
///     BodyPartReference ::= CHOICE { bodyPartID BodyPartID, bodyPartPath BodyPartPath }
///     BodyPartPath ::= SEQUENCE SIZE (1..MAX) OF BodyPartID
///     BodyPartID ::= INTEGER (0..4294967295)
///
/// A part of this message or of a nested one. A path to a nested part goes from the outside in.
public enum BodyPartReference: Hashable, Sendable, DERWritable {
    /// A part of this message; 0 is the message itself.
    case bodyPartID(Int)
    /// A part of a nested message.
    case path([Int])

    init(_ element: DERElement) throws(FormatError) {
        self = element.tag == .integer ? .bodyPartID(try TaggedAttribute.readBodyPartID(element)) : .path(try Self.readPath(element))
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .bodyPartID(let number): writer.writeInteger(number)
        case .path(let path): Self.writePath(path, to: &writer)
        }
    }

    /// SEQUENCE SIZE (1..MAX) OF BodyPartID: a path, or a BodyPartList.
    static func readPath(_ element: DERElement) throws(FormatError) -> [Int] {
        try element.list(ifEmpty: "the list of body parts is empty", of: TaggedAttribute.readBodyPartID)
    }

    /// SEQUENCE OF BodyPartID
    static func readNumbers(_ element: DERElement) throws(FormatError) -> [Int] {
        try element.list(of: TaggedAttribute.readBodyPartID)
    }

    static func writePath(_ path: [Int], to writer: inout DERWriter) {
        writer.writeSequence(of: path) { $1.writeInteger($0) }
    }

    /// SEQUENCE SIZE (1..MAX) OF BodyPartReference
    static func readList(_ element: DERElement) throws(FormatError) -> [BodyPartReference] {
        try element.list(ifEmpty: "the list of body parts is empty", of: BodyPartReference.init)
    }
}

/// The controls whose value is one or several numbers of body parts (RFC 5272 §6, RFC 6402 §2).
public protocol BodyPartListControl: CMCControlValue {
    /// The numbers, at least one.
    var bodyParts: [Int] { get }

    /// Creates the value.
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

/// RFC 6402 §2.7: the place of the identity proof that the registration authority has checked, `BodyPartPath`.
public struct RAIdentityWitness: BodyPartListControl {
    /// 1.3.6.1.5.5.7.7.35
    public static let oid = OID.CMC.raIdentityWitness
    /// The path, from the outside in.
    public let bodyParts: [Int]
    public init(_ bodyParts: [Int]) { self.bodyParts = bodyParts }
}

/// RFC 6402 §2.9: the place of the CA's answer in the answer of a registration authority, `BodyPartPath`.
public struct CMCResponseBody: BodyPartListControl {
    /// 1.3.6.1.5.5.7.7.37
    public static let oid = OID.CMC.responseBody
    /// The path, from the outside in.
    public let bodyParts: [Int]
    public init(_ bodyParts: [Int]) { self.bodyParts = bodyParts }
}

/// §6.16: the AuthenticatedData of the message that holds data to be published, `AuthPublish ::= BodyPartID`.
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

/// RFC 5272 §6.19 (control 1.3.6.1.5.5.7.7.32)
///
///     ControlsProcessed ::= SEQUENCE { bodyList SEQUENCE SIZE (1..MAX) OF BodyPartReference }
///
/// The controls that a registration authority has processed, so that the next server leaves them alone.
public struct ControlsProcessed: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.32
    public static let oid = OID.CMC.controlProcessed
    /// The controls.
    public let bodyList: [BodyPartReference]

    public init(_ bodyList: [BodyPartReference]) { self.bodyList = bodyList }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "ControlsProcessed").fields()
        bodyList = try BodyPartReference.readList(fields.next("bodyList"))
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 32) { writer in
            writer.writeSequence { $0.writeSequence(of: bodyList) }
        }
    }
}
