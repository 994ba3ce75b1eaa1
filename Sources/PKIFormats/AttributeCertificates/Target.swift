/// RFC 5755 §4.3.2
///
///     Targets ::= SEQUENCE OF Target
///     Target ::= CHOICE {
///         targetName   [0] GeneralName,
///         targetGroup  [1] GeneralName,
///         targetCert   [2] TargetCert }
///
/// A service for which an attribute certificate is meant, or through which it may be passed on. GeneralName is a CHOICE, so that the first two
/// tags are explicit.
public enum Target: Hashable, Sendable {
    /// A service by its name.
    case name(GeneralName)
    /// A group of services.
    case group(GeneralName)
    /// A service by its certificate: the whole element. RFC 5755 forbids this form.
    case certificate([UInt8])

    init(_ element: DERElement) throws(FormatError) {
        switch element.tag {
        case .context(0): self = .name(try GeneralName(element.explicitContent(0)))
        case .context(1): self = .group(try GeneralName(element.explicitContent(1)))
        case .context(2):
            _ = try element.fields(.context(2), of: "TargetCert")
            self = .certificate(element.encoded)
        default: throw element.fail("expected [0] to [2] of Target, found \(element.tag.name)")
        }
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .name(let name): writer.writeExplicit(0) { name.write(to: &$0) }
        case .group(let name): writer.writeExplicit(1) { name.write(to: &$0) }
        case .certificate(let element): writer.writeRaw(element)
        }
    }

    /// `SEQUENCE OF Targets`, as two extensions have it.
    static func readLists(_ value: [UInt8], structure: String) throws(FormatError) -> [[Target]] {
        var lists: [[Target]] = []
        for list in try DERElement(parsing: value, structure: structure).members() {
            var targets: [Target] = []
            for member in try list.members() { targets.append(try Target(member)) }
            lists.append(targets)
        }
        return lists
    }

    static func encode(_ lists: [[Target]]) -> [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                for list in lists {
                    writer.writeSequence { writer in
                        for target in list { target.write(to: &writer) }
                    }
                }
            }
        }
    }
}
