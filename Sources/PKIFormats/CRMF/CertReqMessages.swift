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
        messages = try element.list(ifEmpty: "the list of requests is empty", of: CertReqMsg.init)
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: messages.reduce(8) { $0 + $1.derEncoded.count }) { writer in
            writer.writeSequence(of: messages) { $1.writeRaw($0.derEncoded) }
        }
    }
}

/// RFC 4211 §3
///
///     CertReqMsg ::= SEQUENCE {
///         certReq  CertRequest,
///         popo     ProofOfPossession OPTIONAL,
///         regInfo  SEQUENCE SIZE (1..MAX) OF AttributeTypeAndValue OPTIONAL }
///
/// A request with its proof of possession. The bytes that were read are kept.
public struct CertReqMsg: Hashable, Sendable {
    /// The request without its proof.
    public let request: CRMFCertRequest
    /// The proof of possession; `nil` without one, as for a key that the CA is to make.
    public let proof: ProofOfPossession?
    /// Information that a registration authority has added.
    public let registrationInformation: [CRMFRegistrationInformation]
    public let derEncoded: [UInt8]

    public init(request: CRMFCertRequest, proof: ProofOfPossession?, registrationInformation: [CRMFRegistrationInformation] = []) {
        self.request = request
        self.proof = proof
        self.registrationInformation = registrationInformation
        derEncoded = DERWriter.encode(capacity: request.derEncoded.count + 160) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(request.derEncoded)
                proof?.write(to: &writer)
                if !registrationInformation.isEmpty { writer.writeSequence(of: registrationInformation) }
            }
        }
    }

    /// Reads the DER of a CertReqMsg; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "CertReqMsg"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "CertReqMsg")
        request = try CRMFCertRequest(fields.next("certReq"))
        proof = try Self.readProof(&fields)
        registrationInformation =
            try fields.optional(.sequence, "regInfo") { list throws(FormatError) in
                try list.list(ifEmpty: "the list is empty", of: CRMFRegistrationInformation.init)
            } ?? []
        try fields.finish()
        derEncoded = element.encoded
    }

    private static func readProof(_ fields: inout DERFields) throws(FormatError) -> ProofOfPossession? {
        for tag in ProofOfPossession.tags {
            if let element = fields.optional(tag, "popo") { return try ProofOfPossession(element) }
        }
        return nil
    }

    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}
