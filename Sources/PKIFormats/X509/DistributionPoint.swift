/// RFC 5280 §4.2.1.13
///
///     DistributionPoint ::= SEQUENCE {
///         distributionPoint  [0] DistributionPointName OPTIONAL,
///         reasons            [1] ReasonFlags OPTIONAL,
///         cRLIssuer          [2] GeneralNames OPTIONAL }
///     DistributionPointName ::= CHOICE { fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
struct DistributionPoint: Hashable, Sendable {
    let fullName: [GeneralName]

    init(fullName: [GeneralName]) {
        self.fullName = fullName
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "DistributionPoint")
        fullName = try fields.optional(context: 0, "distributionPoint").map(Self.readName) ?? []
        _ = try fields.optional(context: 1, "reasons")?.bitString(.context(1))
        if let element = fields.optional(context: 2, "cRLIssuer") { _ = try GeneralName.readSequence(element, .context(2)) }
        try fields.finish()
    }

    static func readName(_ element: DERElement) throws(FormatError) -> [GeneralName] {
        let name = try element.explicitContent(element.tag.number)
        switch name.tag {
        case .context(0): return try GeneralName.readSequence(name, .context(0))
        case .context(1):
            _ = try name.members(.context(1))
            return []
        default: throw name.fail("expected [0] or [1] of DistributionPointName, found \(name.tag.name)")
        }
    }

    static func writeName(_ names: [GeneralName], to writer: inout DERWriter) {
        writer.writeExplicit(0) { writer in
            writer.writeExplicit(0) { writer in
                for name in names { name.write(to: &writer) }
            }
        }
    }
}
