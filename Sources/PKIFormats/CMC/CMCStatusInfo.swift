#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 5272 §6.1.2 (control 1.3.6.1.5.5.7.7.1)
///
///     CMCStatusInfo ::= SEQUENCE {
///         cMCStatus     CMCStatus,
///         bodyList      SEQUENCE SIZE (1..MAX) OF BodyPartID,
///         statusString  UTF8String OPTIONAL,
///         otherInfo     CHOICE { failInfo CMCFailInfo, pendInfo PendInfo } OPTIONAL }
///     PendInfo ::= SEQUENCE { pendToken OCTET STRING, pendTime GeneralizedTime }
public struct CMCStatusInfo: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.1
    public static let oid = OID.CMC.statusInfo

    /// More about a failure or a pending request.
    public enum OtherInformation: Hashable, Sendable {
        /// Nothing more.
        case none
        /// The reason of a failure (see ``CMCFailure``).
        case failInfo(Int)
        /// The token with which to ask again, and the time from when.
        case pendInfo(token: [UInt8], time: Date)
    }

    /// CMCStatus success.
    public static let success = 0
    /// CMCStatus failed.
    public static let failed = 2
    /// CMCStatus pending.
    public static let pending = 3

    /// See ``CMCStatus``.
    public let status: Int
    /// The body parts of the request that this status concerns.
    public let bodyList: [Int]
    /// Text for people.
    public let statusString: String?
    /// More about a failure or a pending request.
    public let otherInfo: OtherInformation

    public init(status: Int, bodyList: [Int] = [1], statusString: String? = nil, otherInfo: OtherInformation = .none) {
        self.status = status
        self.bodyList = bodyList
        self.statusString = statusString
        self.otherInfo = otherInfo
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "CMCStatusInfo").fields()
        status = try fields.next("cMCStatus").integer()
        bodyList = try BodyPartReference.readNumbers(fields.next("bodyList"))
        statusString = try fields.optional(.utf8String, "statusString")?.utf8String()
        if let element = fields.optional(.integer, "otherInfo") {
            otherInfo = .failInfo(try element.integer())
        } else if let element = fields.optional(.sequence, "otherInfo") {
            let pending = try element.pendInfo()
            otherInfo = .pendInfo(token: pending.token, time: pending.time)
        } else {
            otherInfo = .none
        }
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(status)
                BodyPartReference.writePath(bodyList, to: &writer)
                if let statusString { writer.writeUTF8String(statusString) }
                switch otherInfo {
                case .none: break
                case .failInfo(let code): writer.writeInteger(code)
                case .pendInfo(let token, let time): writer.writePendInfo(token: token, time: time)
                }
            }
        }
    }
}

/// RFC 5272 §6.1.1 (control 1.3.6.1.5.5.7.7.25)
///
///     CMCStatusInfoV2 ::= SEQUENCE {
///         cMCStatus     CMCStatus,
///         bodyList      SEQUENCE SIZE (1..MAX) OF BodyPartReference,
///         statusString  UTF8String OPTIONAL,
///         otherInfo     CHOICE {
///             failInfo          CMCFailInfo,
///             pendInfo          PendInfo,
///             extendedFailInfo  [1] SEQUENCE { failInfoOID OBJECT IDENTIFIER, failInfoValue ANY } } OPTIONAL }
///
/// Unlike ``CMCStatusInfo`` it can name parts of nested messages and failures that other specifications define.
public struct CMCStatusInfoV2: CMCControlValue {
    /// More about a failure or a pending request.
    public enum OtherInformation: Hashable, Sendable {
        /// Nothing more.
        case none
        /// The reason of a failure (see ``CMCFailure``).
        case failInfo(Int)
        /// The token with which to ask again, and the time from when.
        case pendInfo(token: [UInt8], time: Date)
        /// A failure of another specification; `value` is one element of DER.
        case extendedFailInfo(OID, value: [UInt8])
    }

    /// 1.3.6.1.5.5.7.7.25
    public static let oid = OID.CMC.statusInfoV2
    /// See ``CMCStatus``.
    public let status: Int
    /// The body parts of the request that this status concerns.
    public let bodyList: [BodyPartReference]
    /// Text for people.
    public let statusString: String?
    /// More about a failure or a pending request.
    public let otherInfo: OtherInformation

    public init(
        status: Int,
        bodyList: [BodyPartReference] = [.bodyPartID(1)],
        statusString: String? = nil,
        otherInfo: OtherInformation = .none
    ) {
        self.status = status
        self.bodyList = bodyList
        self.statusString = statusString
        self.otherInfo = otherInfo
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "CMCStatusInfoV2").fields()
        status = try fields.next("cMCStatus").integer()
        bodyList = try BodyPartReference.readList(fields.next("bodyList"))
        statusString = try fields.optional(.utf8String, "statusString")?.utf8String()
        if let element = fields.optional(.integer, "otherInfo") {
            otherInfo = .failInfo(try element.integer())
        } else if let element = fields.optional(.sequence, "otherInfo") {
            let pending = try element.pendInfo()
            otherInfo = .pendInfo(token: pending.token, time: pending.time)
        } else if let element = fields.optional(context: 1, "otherInfo") {
            var extended = try element.fields(.context(1), of: "ExtendedFailInfo")
            let oid = try extended.next("failInfoOID").oid()
            otherInfo = .extendedFailInfo(oid, value: try extended.next("failInfoValue").encoded)
            try extended.finish()
        } else {
            otherInfo = .none
        }
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(status)
                writer.writeSequence(of: bodyList)
                if let statusString { writer.writeUTF8String(statusString) }
                writeOtherInformation(to: &writer)
            }
        }
    }

    private func writeOtherInformation(to writer: inout DERWriter) {
        switch otherInfo {
        case .none: break
        case .failInfo(let code): writer.writeInteger(code)
        case .pendInfo(let token, let time): writer.writePendInfo(token: token, time: time)
        case .extendedFailInfo(let oid, let value):
            writer.writeElement(tag: 0xA1) { writer in
                writer.writeOID(oid)
                writer.writeRaw(value)
            }
        }
    }
}

extension DERElement {
    /// Reads PendInfo, which both forms of the status have.
    fileprivate func pendInfo() throws(FormatError) -> (token: [UInt8], time: Date) {
        var fields = try fields(of: "PendInfo")
        let token = try fields.next("pendToken").octetString()
        let time = try fields.next("pendTime").generalizedTime()
        try fields.finish()
        return (token, time)
    }
}

extension DERWriter {
    fileprivate mutating func writePendInfo(token: [UInt8], time: Date) {
        writeSequence { writer in
            writer.writeOctetString(token)
            writer.writeGeneralizedTime(time)
        }
    }
}

/// RFC 5272 §6.1.3
///
/// The outcome of a request: the number of ``CMCStatusInfo/status`` and ``CMCStatusInfoV2/status`` by name.
public enum CMCStatus: Int, Hashable, Sendable, CaseIterable {
    case success = 0
    case failed = 2
    case pending = 3
    case noSupport = 4
    case confirmRequired = 5
    case popRequired = 6
    case partial = 7

    /// The name in the words of the specification.
    public var name: String { String(describing: self) }
}

/// RFC 5272 §6.1.4
///
/// The reason why a request failed: the number of CMCFailInfo by name.
public enum CMCFailure: Int, Hashable, Sendable, CaseIterable {
    /// An algorithm is not known or not supported.
    case badAlg = 0
    /// The message's integrity could not be verified.
    case badMessageCheck = 1
    /// The transaction is not permitted or not supported.
    case badRequest = 2
    /// The signing time is not close enough to the server's.
    case badTime = 3
    /// No certificate matches the one that was named.
    case badCertId = 4
    /// A requested extension is not supported.
    case unsupportedExt = 5
    /// The private key has to be handed in for archival.
    case mustArchiveKeys = 6
    /// The identity could not be verified.
    case badIdentity = 7
    /// A proof of possession is missing.
    case popRequired = 8
    /// The proof of possession failed.
    case popFailed = 9
    /// Keys may not be used a second time.
    case noKeyReuse = 10
    /// The CA failed.
    case internalCAError = 11
    /// Ask again later.
    case tryLater = 12
    /// The content of AuthenticatedData could not be verified.
    case authDataFail = 13

    /// The name in the words of the specification.
    public var name: String { String(describing: self) }
}
