/// RFC 4211 §6.3
///
///     PKIPublicationInfo ::= SEQUENCE {
///         action    INTEGER { dontPublish (0), pleasePublish (1) },
///         pubInfos  SEQUENCE SIZE (1..MAX) OF SinglePubInfo OPTIONAL }
///
/// Whether and where the CA should publish the certificate.
public struct PublicationInformation: Hashable, Sendable {
    /// The CA should not publish.
    public static let dontPublish = 0
    /// The CA may publish.
    public static let pleasePublish = 1

    /// What to do.
    public let action: Int
    /// The ways and places; empty when none is named.
    public let places: [SinglePublicationInformation]

    public init(action: Int, places: [SinglePublicationInformation] = []) {
        self.action = action
        self.places = places
    }

    /// Reads the DER of a PKIPublicationInfo; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "PKIPublicationInfo"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "PKIPublicationInfo")
        action = try fields.next("action").integer()
        var places: [SinglePublicationInformation] = []
        if let list = fields.optional(.sequence, "pubInfos") {
            for member in try list.members() { places.append(try SinglePublicationInformation(member)) }
            guard !places.isEmpty else { throw list.fail("the list is empty") }
        }
        self.places = places
        try fields.finish()
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 64) { write(to: &$0) } }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(action)
            guard !places.isEmpty else { return }
            writer.writeSequence { writer in
                for place in places { place.write(to: &writer) }
            }
        }
    }
}
