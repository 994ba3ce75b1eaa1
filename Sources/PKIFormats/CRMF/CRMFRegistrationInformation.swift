/// RFC 4211 §7
///
///     regInfo  SEQUENCE SIZE (1..MAX) OF AttributeTypeAndValue OPTIONAL
///     UTF8Pairs ::= UTF8String
///     CertReq ::= CertRequest
///
/// What a registration authority adds to a request. An entry that is not known keeps its DER.
public enum CRMFRegistrationInformation: Hashable, Sendable {
    /// Names with values (§7.1, appendix A).
    case utf8Pairs(UTF8Pairs)
    /// The request that replaces the one it stands behind (§7.2).
    case certificateRequest(CRMFCertRequest)
    /// Any other entry; `value` is one DER element.
    case other(OID, value: [UInt8])

    init(_ element: DERElement) throws(FormatError) {
        let (oid, value) = try CRMFControl.readPair(element)
        switch oid {
        case OID.CRMF.utf8Pairs: self = .utf8Pairs(UTF8Pairs(text: try value.utf8String()))
        case OID.CRMF.certificateRequest: self = .certificateRequest(try CRMFCertRequest(value))
        default: self = .other(oid, value: value.encoded)
        }
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            switch self {
            case .utf8Pairs(let pairs):
                writer.writeOID(OID.CRMF.utf8Pairs)
                writer.writeUTF8String(pairs.text)
            case .certificateRequest(let request):
                writer.writeOID(OID.CRMF.certificateRequest)
                writer.writeRaw(request.derEncoded)
            case .other(let oid, let value):
                writer.writeOID(oid)
                writer.writeRaw(value)
            }
        }
    }
}
