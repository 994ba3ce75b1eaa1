/// RFC 5272 §6.1.1
///
///     BodyPartReference ::= CHOICE { bodyPartID BodyPartID, bodyPartPath BodyPartPath }
///     BodyPartPath ::= SEQUENCE SIZE (1..MAX) OF BodyPartID
///     BodyPartID ::= INTEGER (0..4294967295)
///
/// A part of this message, or of one nested in it: then the path goes from the outside in.
public enum BodyPartReference: Hashable, Sendable {
    /// A part of this message; 0 is the message itself.
    case bodyPartID(Int)
    /// A part of a nested message.
    case path([Int])

    init(_ element: DERElement) throws(FormatError) {
        self = element.tag == .integer ? .bodyPartID(try TaggedAttribute.readBodyPartID(element)) : .path(try Self.readPath(element))
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .bodyPartID(let number): writer.writeInteger(number)
        case .path(let path): Self.writePath(path, to: &writer)
        }
    }

    /// SEQUENCE SIZE (1..MAX) OF BodyPartID: a path, or a BodyPartList.
    static func readPath(_ element: DERElement) throws(FormatError) -> [Int] {
        let path = try readNumbers(element)
        guard !path.isEmpty else { throw element.fail("the list of body parts is empty") }
        return path
    }

    /// SEQUENCE OF BodyPartID
    static func readNumbers(_ element: DERElement) throws(FormatError) -> [Int] {
        var numbers: [Int] = []
        for member in try element.members() { numbers.append(try TaggedAttribute.readBodyPartID(member)) }
        return numbers
    }

    static func writePath(_ path: [Int], to writer: inout DERWriter) {
        writer.writeSequence { writer in
            for number in path { writer.writeInteger(number) }
        }
    }

    /// SEQUENCE SIZE (1..MAX) OF BodyPartReference
    static func readList(_ element: DERElement) throws(FormatError) -> [BodyPartReference] {
        var references: [BodyPartReference] = []
        for member in try element.members() { references.append(try BodyPartReference(member)) }
        guard !references.isEmpty else { throw element.fail("the list of body parts is empty") }
        return references
    }
}
