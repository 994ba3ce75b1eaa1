/// RFC 5280 §4.2.1.13
///
///     DistributionPoint ::= SEQUENCE {
///         distributionPoint  [0] DistributionPointName OPTIONAL,
///         reasons            [1] ReasonFlags OPTIONAL,
///         cRLIssuer          [2] GeneralNames OPTIONAL }
public struct DistributionPoint: Hashable, Sendable {
    /// Where the list is; `nil` when only the issuer of the list is named.
    public let name: DistributionPointName?

    /// Which reasons the list covers; `nil` for all.
    public let reasons: ReasonFlags?

    /// Who signs the list; empty when it is the issuer of the certificate.
    public let crlIssuer: [GeneralName]

    /// The full names, or none when the name is relative or absent.
    public var fullName: [GeneralName] { name?.fullName ?? [] }

    /// Creates a point.
    public init(name: DistributionPointName?, reasons: ReasonFlags? = nil, crlIssuer: [GeneralName] = []) {
        self.name = name
        self.reasons = reasons
        self.crlIssuer = crlIssuer
    }

    /// Creates a point that covers everything of the certificate's own issuer.
    public init(fullName: [GeneralName]) {
        self.init(name: .fullName(fullName))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "DistributionPoint")
        if let element = fields.optional(context: 0, "distributionPoint") {
            name = try DistributionPointName(element)
        } else {
            name = nil
        }
        if let element = fields.optional(context: 1, "reasons") {
            reasons = try ReasonFlags(element, .context(1))
        } else {
            reasons = nil
        }
        if let element = fields.optional(context: 2, "cRLIssuer") {
            crlIssuer = try GeneralName.readSequence(element, .context(2))
        } else {
            crlIssuer = []
        }
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            name?.write(to: &writer)
            reasons?.write(to: &writer, tag: 0x81)
            if !crlIssuer.isEmpty {
                writer.writeElement(tag: 0xA2) { writer in
                    for name in crlIssuer { name.write(to: &writer) }
                }
            }
        }
    }

    /// SEQUENCE SIZE (1..MAX) OF DistributionPoint
    static func readSequence(_ value: [UInt8], structure: String) throws(FormatError) -> [DistributionPoint] {
        let element = try DERElement(parsing: value, structure: structure)
        var points: [DistributionPoint] = []
        for member in try element.members() { points.append(try DistributionPoint(member)) }
        guard !points.isEmpty else { throw element.fail("it names no distribution point") }
        return points
    }

    static func encode(_ points: [DistributionPoint]) -> [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                for point in points { point.write(to: &writer) }
            }
        }
    }

    static func readName(_ element: DERElement) throws(FormatError) -> [GeneralName] {
        try DistributionPointName(element).fullName
    }

    static func writeName(_ names: [GeneralName], to writer: inout DERWriter) {
        DistributionPointName.fullName(names).write(to: &writer)
    }
}

extension [DistributionPoint] {
    /// The URIs of all points, in order.
    var uris: [String] {
        flatMap(\.fullName).compactMap { name in
            guard case .uri(let uri) = name else { return nil }
            return uri
        }
    }
}
