/// RFC 4211 §7
///
///     regInfo  SEQUENCE SIZE (1..MAX) OF AttributeTypeAndValue OPTIONAL
///     UTF8Pairs ::= UTF8String
///     CertReq ::= CertRequest
///
/// Information that a registration authority adds to a request. An unknown entry keeps its DER.
public enum CRMFRegistrationInformation: Hashable, Sendable, DERWritable {
    /// Names with values (§7.1, appendix A).
    case utf8Pairs(UTF8Pairs)
    /// The request that replaces the one before it (§7.2).
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

/// RFC 4211 §7.1 and appendix A
///
///     name "?" value "%" [ name "?" value "%" ]*
///
/// Pairs of name and value in one text. `?`, `%` and, by that rule, any other octet inside a name or a value are written `%xx`.
public struct UTF8Pairs: Hashable, Sendable {
    /// The text as it is in the message.
    public let text: String

    /// Wraps a text.
    public init(text: String) {
        self.text = text
    }

    /// Writes pairs.
    public init(_ pairs: [(name: String, value: String)]) {
        text = pairs.map { "\(Self.encode(name: $0.name))?\(PercentEncoding.encode($0.value, reserved: "?%"))%" }.joined()
    }

    /// A name that begins with two hexadecimal digits would look like the end of an escape behind the `%` of the pair before.
    private static func encode(name: String) -> String {
        let octets = Array(name.utf8.prefix(2))
        guard octets.count == 2, PercentEncoding.octet(octets[0], octets[1]) != nil else {
            return PercentEncoding.encode(name, reserved: "?%")
        }
        return "%" + Hex.encode([octets[0]]) + PercentEncoding.encode(String(name.dropFirst()), reserved: "?%")
    }

    /// The pairs, in order. `nil` when the text does not follow the rule.
    public var pairs: [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        var name: [UInt8] = []
        var part: [UInt8] = []
        var isInValue = false
        let octets = Array(text.utf8)
        var index = 0
        while index < octets.count {
            let octet = octets[index]
            index += 1
            if octet == UInt8(ascii: "%") {
                if index + 1 < octets.count, let escaped = PercentEncoding.octet(octets[index], octets[index + 1]) {
                    part.append(escaped)
                    index += 2
                    continue
                }
                guard isInValue, let left = String(validating: name, as: UTF8.self), let right = String(validating: part, as: UTF8.self)
                else { return nil }
                pairs.append((left, right))
                (name, part, isInValue) = ([], [], false)
            } else if octet == UInt8(ascii: "?"), !isInValue {
                (name, part, isInValue) = (part, [], true)
            } else {
                part.append(octet)
            }
        }
        return isInValue || !part.isEmpty ? nil : pairs
    }
}
