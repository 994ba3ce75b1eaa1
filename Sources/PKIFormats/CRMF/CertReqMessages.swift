/// RFC 4211 §3
///
///     CertReqMessages ::= SEQUENCE SIZE (1..MAX) OF CertReqMsg
///
/// Several requests at once, as CMP carries them.
public struct CertReqMessages: Hashable, Sendable {
    /// The requests, in order.
    public let messages: [CertReqMsg]

    public init(_ messages: [CertReqMsg]) {
        self.messages = messages
    }

    /// Reads the DER of a CertReqMessages; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: derEncoded, structure: "CertReqMessages")
        var messages: [CertReqMsg] = []
        for member in try element.members() { messages.append(try CertReqMsg(member)) }
        guard !messages.isEmpty else { throw element.fail("there is no request") }
        self.messages = messages
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: messages.reduce(8) { $0 + $1.derEncoded.count }) { writer in
            writer.writeSequence { writer in
                for message in messages { writer.writeRaw(message.derEncoded) }
            }
        }
    }
}
