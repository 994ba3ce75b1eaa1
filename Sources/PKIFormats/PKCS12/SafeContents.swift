/// RFC 7292 §4.2
///
///     SafeContents ::= SEQUENCE OF SafeBag
public struct SafeContents: Hashable, Sendable {
    /// The bags in order.
    public let bags: [SafeBag]

    public init(bags: [SafeBag]) { self.bags = bags }

    /// Reads the DER of a SafeContents; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "SafeContents"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var bags: [SafeBag] = []
        for member in try element.members() { bags.append(try SafeBag(member)) }
        self.bags = bags
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 1024) { writer in
            writer.writeSequence { for bag in bags { $0.writeRaw(bag.derEncoded) } }
        }
    }
}
