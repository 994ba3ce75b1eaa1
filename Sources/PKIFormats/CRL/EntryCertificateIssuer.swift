/// RFC 5280 §5.3.3
///
///     CertificateIssuer ::= GeneralNames
///
/// In an entry of an indirect list: who issued the certificate. It holds for this entry and all that follow up to the next one that has it;
/// before the first, the issuer of the list is meant. Always critical.
public struct EntryCertificateIssuer: CertificateExtensionValue {
    /// 2.5.29.29
    public static let oid = OID.Extensions.certificateIssuer

    /// The names of the issuer; conforming lists have one directory name.
    public let names: [GeneralName]

    /// The directory name among them.
    public var directoryName: DistinguishedName? {
        for case .directoryName(let name) in names { return name }
        return nil
    }

    /// Creates the value.
    public init(_ issuer: DistinguishedName) {
        names = [.directoryName(issuer)]
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        names = try GeneralName.readSequence(DERElement(parsing: value, structure: "CertificateIssuer"))
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                for name in names { name.write(to: &writer) }
            }
        }
    }
}
