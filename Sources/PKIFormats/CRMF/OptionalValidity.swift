#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 4211 §5
///
///     OptionalValidity ::= SEQUENCE { notBefore [0] Time OPTIONAL, notAfter [1] Time OPTIONAL }
///
/// At least one of the two has to be there. Time is a CHOICE, so that both tags are explicit.
public struct OptionalValidity: Hashable, Sendable {
    /// The first moment asked for; `nil` to leave it to the CA.
    public let notBefore: Date?
    /// The last moment asked for; `nil` to leave it to the CA.
    public let notAfter: Date?

    /// Creates the value. Fractions of a second are cut off when it is written.
    public init(notBefore: Date? = nil, notAfter: Date? = nil) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(element.tag, of: "OptionalValidity")
        notBefore = try fields.optional(context: 0, "notBefore")?.explicitContent(0).time()
        notAfter = try fields.optional(context: 1, "notAfter")?.explicitContent(1).time()
        try fields.finish()
        guard notBefore != nil || notAfter != nil else { throw element.fail("neither of the two times is there") }
    }

    func write(to writer: inout DERWriter, tag: UInt8 = 0x30) {
        writer.writeElement(tag: tag) { writer in
            if let notBefore { writer.writeExplicit(0) { $0.writeTime(notBefore) } }
            if let notAfter { writer.writeExplicit(1) { $0.writeTime(notAfter) } }
        }
    }
}
