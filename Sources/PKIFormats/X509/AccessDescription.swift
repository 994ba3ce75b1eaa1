/// RFC 5280 §4.2.2.1
///
///     AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
public struct AccessDescription: Hashable, Sendable {
    /// How the location is used, for example ``OID/Extensions/ocsp``.
    public let method: OID

    /// Where it is, nearly always a URI.
    public let location: GeneralName

    /// Creates a description.
    public init(method: OID, location: GeneralName) {
        self.method = method
        self.location = location
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "AccessDescription")
        method = try fields.next("accessMethod").oid()
        location = try GeneralName(fields.next("accessLocation"))
        try fields.finish()
    }

    /// SEQUENCE SIZE (1..MAX) OF AccessDescription
    static func readSequence(_ value: [UInt8], structure: String) throws(FormatError) -> [AccessDescription] {
        let element = try DERElement(parsing: value, structure: structure)
        var descriptions: [AccessDescription] = []
        for member in try element.members() { descriptions.append(try AccessDescription(member)) }
        guard !descriptions.isEmpty else { throw element.fail("it describes no access") }
        return descriptions
    }

    static func encode(_ descriptions: [AccessDescription]) -> [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                for item in descriptions {
                    writer.writeSequence { writer in
                        writer.writeOID(item.method)
                        item.location.write(to: &writer)
                    }
                }
            }
        }
    }
}

extension [AccessDescription] {
    /// The URIs of one access method, in order.
    func uris(_ method: OID) -> [String] {
        compactMap { item in
            guard item.method == method, case .uri(let uri) = item.location else { return nil }
            return uri
        }
    }
}
