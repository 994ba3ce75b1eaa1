/// RFC 5280 §5.2.5
///
///     IssuingDistributionPoint ::= SEQUENCE {
///         distributionPoint           [0] DistributionPointName OPTIONAL,
///         onlyContainsUserCerts       [1] BOOLEAN DEFAULT FALSE,
///         onlyContainsCACerts         [2] BOOLEAN DEFAULT FALSE,
///         onlySomeReasons             [3] ReasonFlags OPTIONAL,
///         indirectCRL                 [4] BOOLEAN DEFAULT FALSE,
///         onlyContainsAttributeCerts  [5] BOOLEAN DEFAULT FALSE }
public struct IssuingDistributionPoint: CertificateExtensionValue {
    /// 2.5.29.28
    public static let oid = OID.Extensions.issuingDistributionPoint

    /// Where this list is published.
    public let fullName: [GeneralName]
    /// The list covers end-entity certificates only.
    public let onlyContainsUserCertificates: Bool
    /// The list covers CA certificates only.
    public let onlyContainsCACertificates: Bool
    /// The reasons covered, as the octets of the BIT STRING and its unused bits; `nil` for all.
    public let onlySomeReasons: [UInt8]?
    /// The list holds certificates of other issuers too.
    public let isIndirect: Bool
    /// The list covers attribute certificates only.
    public let onlyContainsAttributeCertificates: Bool

    /// Creates the value.
    public init(
        fullName: [GeneralName] = [], onlyContainsUserCertificates: Bool = false, onlyContainsCACertificates: Bool = false,
        isIndirect: Bool = false
    ) {
        self.fullName = fullName
        self.onlyContainsUserCertificates = onlyContainsUserCertificates
        self.onlyContainsCACertificates = onlyContainsCACertificates
        self.isIndirect = isIndirect
        onlySomeReasons = nil
        onlyContainsAttributeCertificates = false
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "IssuingDistributionPoint").fields()
        if let element = fields.optional(context: 0, "distributionPoint") {
            fullName = try DistributionPoint.readName(element)
        } else {
            fullName = []
        }
        onlyContainsUserCertificates = try fields.optional(context: 1, "onlyContainsUserCerts")?.boolean(.context(1)) ?? false
        onlyContainsCACertificates = try fields.optional(context: 2, "onlyContainsCACerts")?.boolean(.context(2)) ?? false
        onlySomeReasons = try fields.optional(context: 3, "onlySomeReasons")?.octetString(.context(3))
        isIndirect = try fields.optional(context: 4, "indirectCRL")?.boolean(.context(4)) ?? false
        onlyContainsAttributeCertificates = try fields.optional(context: 5, "onlyContainsAttributeCerts")?.boolean(.context(5)) ?? false
        try fields.finish()
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                if !fullName.isEmpty { DistributionPoint.writeName(fullName, to: &writer) }
                if onlyContainsUserCertificates { writer.writeBoolean(true, tag: 0x81) }
                if onlyContainsCACertificates { writer.writeBoolean(true, tag: 0x82) }
                if let onlySomeReasons { writer.writePrimitive(tag: 0x83, onlySomeReasons) }
                if isIndirect { writer.writeBoolean(true, tag: 0x84) }
                if onlyContainsAttributeCertificates { writer.writeBoolean(true, tag: 0x85) }
            }
        }
    }
}
