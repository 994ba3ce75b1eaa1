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
        /// Why it failed (see ``CMCFailure``).
        case failInfo(Int)
        /// By which token and from when to ask again.
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
    /// The body parts of the request this is about.
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
        var parts: [Int] = []
        for member in try fields.next("bodyList").members() { parts.append(try TaggedAttribute.readBodyPartID(member)) }
        bodyList = parts
        statusString = try fields.optional(.utf8String, "statusString")?.utf8String()
        if let element = fields.optional(.integer, "otherInfo") {
            otherInfo = .failInfo(try element.integer())
        } else if let element = fields.optional(.sequence, "otherInfo") {
            var pending = try element.fields(of: "PendInfo")
            let token = try pending.next("pendToken").octetString()
            otherInfo = .pendInfo(token: token, time: try pending.next("pendTime").generalizedTime())
            try pending.finish()
        } else {
            otherInfo = .none
        }
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(status)
                writer.writeSequence { writer in
                    for part in bodyList { writer.writeInteger(part) }
                }
                if let statusString { writer.writeUTF8String(statusString) }
                switch otherInfo {
                case .none: break
                case .failInfo(let code): writer.writeInteger(code)
                case .pendInfo(let token, let time):
                    writer.writeSequence { writer in
                        writer.writeOctetString(token)
                        writer.writeGeneralizedTime(time)
                    }
                }
            }
        }
    }
}
