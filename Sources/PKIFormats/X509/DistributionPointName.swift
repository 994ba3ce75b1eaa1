/// RFC 5280 §4.2.1.13
///
///     DistributionPointName ::= CHOICE { fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
///
/// It stands under `[0] EXPLICIT`, both in a DistributionPoint and in an IssuingDistributionPoint.
public enum DistributionPointName: Hashable, Sendable {
    /// Names of the list: alternatives for fetching the same one.
    case fullName([GeneralName])
    /// What to append to the name of the list's issuer.
    case relativeToIssuer(RelativeDistinguishedName)

    /// The full names; none when the name is relative.
    public var fullName: [GeneralName] {
        if case .fullName(let names) = self { names } else { [] }
    }

    /// Reads the name inside its explicit tag.
    init(_ element: DERElement) throws(FormatError) {
        let name = try element.explicitContent(element.tag.number)
        switch name.tag {
        case .context(0): self = .fullName(try GeneralName.readSequence(name, .context(0)))
        case .context(1): self = .relativeToIssuer(try RelativeDistinguishedName(name, .context(1)))
        default: throw name.fail("expected [0] or [1] of DistributionPointName, found \(name.tag.name)")
        }
    }

    /// Writes the name inside `[0]`.
    func write(to writer: inout DERWriter) {
        writer.writeExplicit(0) { writer in
            switch self {
            case .fullName(let names):
                writer.writeExplicit(0) { writer in
                    for name in names { name.write(to: &writer) }
                }
            case .relativeToIssuer(let rdn): rdn.write(to: &writer, tag: 0xA1)
            }
        }
    }
}
