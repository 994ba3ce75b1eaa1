/// RFC 5652 §6.1
///
///     OriginatorInfo ::= SEQUENCE {
///         certs  [0] IMPLICIT CertificateSet OPTIONAL,
///         crls   [1] IMPLICIT RevocationInfoChoices OPTIONAL }
public struct OriginatorInfo: Hashable, Sendable {
    /// `nil` when absent, empty when the set is there without a member.
    private let certificateSet: [[UInt8]]?
    private let revocationSet: [[UInt8]]?

    /// The DER of each certificate, attribute certificate or other certificate, in the order found.
    public var certificates: [[UInt8]] { certificateSet ?? [] }
    /// The DER of each revocation list or other revocation information, in the order found.
    public var crls: [[UInt8]] { revocationSet ?? [] }

    public init(certificates: [[UInt8]], crls: [[UInt8]] = []) {
        certificateSet = certificates.isEmpty ? nil : certificates
        revocationSet = crls.isEmpty ? nil : crls
    }

    /// Reads it under `[0] IMPLICIT`, where every structure has it.
    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(.context(0), of: "OriginatorInfo")
        certificateSet = try fields.optional(context: 0, "certs")?.members(.context(0)).map(\.encoded)
        revocationSet = try fields.optional(context: 1, "crls")?.members(.context(1)).map(\.encoded)
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeElement(tag: 0xA0) { writer in
            if let certificateSet { writer.writeMembers(certificateSet, tag: 0xA0) }
            if let revocationSet { writer.writeMembers(revocationSet, tag: 0xA1) }
        }
    }

    /// Whether there are certificates or lists in a format of their own (`[3]`, `[1]`), which raises versions.
    var hasOtherFormats: Bool { certificates.contains { $0.first == 0xA3 } || crls.contains { $0.first == 0xA1 } }

    /// Whether there are attribute certificates of version 2 (`[2]`).
    var hasAttributeCertificates: Bool { certificates.contains { $0.first == 0xA2 } }
}
