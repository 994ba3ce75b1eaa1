/// RFC 5280 §4.2.1.4
///
///     PolicyQualifierInfo ::= SEQUENCE { policyQualifierId OBJECT IDENTIFIER, qualifier ANY DEFINED BY policyQualifierId }
///     CPSuri ::= IA5String
public enum PolicyQualifier: Hashable, Sendable {
    /// Where the certification practice statement stands (1.3.6.1.5.5.7.2.1).
    case practiceStatement(String)
    /// What to show to the relying party (1.3.6.1.5.5.7.2.2).
    case userNotice(UserNotice)
    /// Another qualifier; the value is the DER of `qualifier`, or `nil` when it is missing.
    case other(OID, value: [UInt8]?)

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "PolicyQualifierInfo")
        let oid = try fields.next("policyQualifierId").oid()
        switch oid {
        case OID.Extensions.cpsQualifier: self = .practiceStatement(try fields.next("cPSuri").ia5String())
        case OID.Extensions.userNoticeQualifier: self = .userNotice(try UserNotice(fields.next("userNotice")))
        default: self = .other(oid, value: fields.isAtEnd ? nil : try fields.next("qualifier").encoded)
        }
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            switch self {
            case .practiceStatement(let uri):
                writer.writeOID(OID.Extensions.cpsQualifier)
                writer.writeIA5String(uri)
            case .userNotice(let notice):
                writer.writeOID(OID.Extensions.userNoticeQualifier)
                notice.write(to: &writer)
            case .other(let oid, let value):
                writer.writeOID(oid)
                if let value { writer.writeRaw(value) }
            }
        }
    }
}

extension CertificatePolicies.PolicyInformation {
    /// Creates one with qualifiers.
    public init(_ policy: OID, policyQualifiers: [PolicyQualifier]) {
        let encoded = DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                for qualifier in policyQualifiers { qualifier.write(to: &writer) }
            }
        }
        self.init(policy, qualifiers: policyQualifiers.isEmpty ? nil : encoded)
    }

    /// The qualifiers, none when absent. A qualifier this library does not know is given as it is; one it knows and cannot read is an error
    /// here and not when the extension is read, since no decision depends on it.
    public func policyQualifiers() throws(FormatError) -> [PolicyQualifier] {
        guard let qualifiers else { return [] }
        let element = try DERElement(parsing: qualifiers, structure: "PolicyInformation", field: "policyQualifiers")
        var list: [PolicyQualifier] = []
        for member in try element.members() { list.append(try PolicyQualifier(member)) }
        guard !list.isEmpty else { throw element.fail("it holds no qualifier") }
        return list
    }
}
