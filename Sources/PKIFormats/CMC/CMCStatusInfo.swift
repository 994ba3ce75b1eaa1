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
