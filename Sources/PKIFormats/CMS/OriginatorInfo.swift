/// RFC 5652 §6.1
///
///     OriginatorInfo ::= SEQUENCE {
///         certs  [0] IMPLICIT CertificateSet OPTIONAL,
///         crls   [1] IMPLICIT RevocationInfoChoices OPTIONAL }
public struct OriginatorInfo: Hashable, Sendable {
    /// The DER of each certificate, attribute certificate or other certificate, in the order found.
    public let certificates: [[UInt8]]
    /// The DER of each revocation list or other revocation information, in the order found.
    public let crls: [[UInt8]]

    /// Creates one.
    public init(certificates: [[UInt8]], crls: [[UInt8]] = []) {
        self.certificates = certificates
        self.crls = crls
    }

    /// Reads it under `[0] IMPLICIT`, where every structure has it.
    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(.context(0), of: "OriginatorInfo")
        certificates = try fields.optional(context: 0, "certs")?.members(.context(0)).map(\.encoded) ?? []
        crls = try fields.optional(context: 1, "crls")?.members(.context(1)).map(\.encoded) ?? []
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeElement(tag: 0xA0) { writer in
            Self.write(certificates, tag: 0xA0, to: &writer)
            Self.write(crls, tag: 0xA1, to: &writer)
        }
    }

    /// Whether there are certificates or lists in a format of their own (`[3]`, `[1]`), which raises versions.
    var hasOtherFormats: Bool { certificates.contains { $0.first == 0xA3 } || crls.contains { $0.first == 0xA1 } }

    /// Whether there are attribute certificates of version 2 (`[2]`).
    var hasAttributeCertificates: Bool { certificates.contains { $0.first == 0xA2 } }

    /// The order is kept, although DER would sort: what was read is written again as it was.
    static func write(_ members: [[UInt8]], tag: UInt8, to writer: inout DERWriter) {
        guard !members.isEmpty else { return }
        writer.writeElement(tag: tag) { writer in
            for member in members { writer.writeRaw(member) }
        }
    }
}
