/// RFC 5280 §5.2.5
///
///     IssuingDistributionPoint ::= SEQUENCE {
///         distributionPoint           [0] DistributionPointName OPTIONAL,
///         onlyContainsUserCerts       [1] BOOLEAN DEFAULT FALSE,
///         onlyContainsCACerts         [2] BOOLEAN DEFAULT FALSE,
///         onlySomeReasons             [3] ReasonFlags OPTIONAL,
///         indirectCRL                 [4] BOOLEAN DEFAULT FALSE,
///         onlyContainsAttributeCerts  [5] BOOLEAN DEFAULT FALSE }
///
/// What part of the issuer's certificates a list covers. Always critical.
public struct IssuingDistributionPoint: CertificateExtensionValue {
    /// 2.5.29.28
    public static let oid = OID.Extensions.issuingDistributionPoint

    /// Where this list is published: it covers the certificates that name this place, and no others; `nil` when the list does not say.
    public let name: DistributionPointName?
    /// The list covers end-entity certificates only.
    public let onlyContainsUserCertificates: Bool
    /// The list covers CA certificates only.
    public let onlyContainsCACertificates: Bool
    /// The reasons covered; `nil` for all.
    public let onlySomeReasons: ReasonFlags?
    /// The list may hold certificates of other issuers too.
    public let isIndirect: Bool
    /// The list covers attribute certificates only.
    public let onlyContainsAttributeCertificates: Bool

    /// The full names of ``name``; none when it is relative or absent.
    public var fullName: [GeneralName] { name?.fullName ?? [] }

    /// Creates the value.
    public init(
        name: DistributionPointName?,
        onlyContainsUserCertificates: Bool = false,
        onlyContainsCACertificates: Bool = false,
        onlySomeReasons: ReasonFlags? = nil,
        isIndirect: Bool = false,
        onlyContainsAttributeCertificates: Bool = false
    ) {
        self.name = name
        self.onlyContainsUserCertificates = onlyContainsUserCertificates
        self.onlyContainsCACertificates = onlyContainsCACertificates
        self.onlySomeReasons = onlySomeReasons
        self.isIndirect = isIndirect
        self.onlyContainsAttributeCertificates = onlyContainsAttributeCertificates
    }

    /// Creates the value with full names, none when the list does not say where it is published.
    public init(
        fullName: [GeneralName] = [],
        onlyContainsUserCertificates: Bool = false,
        onlyContainsCACertificates: Bool = false,
        onlySomeReasons: ReasonFlags? = nil,
        isIndirect: Bool = false
    ) {
        self.init(
            name: fullName.isEmpty ? nil : .fullName(fullName),
            onlyContainsUserCertificates: onlyContainsUserCertificates,
            onlyContainsCACertificates: onlyContainsCACertificates,
            onlySomeReasons: onlySomeReasons,
            isIndirect: isIndirect
        )
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "IssuingDistributionPoint").fields()
        name = try fields.optional(context: 0, "distributionPoint").map(DistributionPointName.init)
        onlyContainsUserCertificates = try fields.optional(context: 1, "onlyContainsUserCerts")?.boolean(.context(1)) ?? false
        onlyContainsCACertificates = try fields.optional(context: 2, "onlyContainsCACerts")?.boolean(.context(2)) ?? false
        onlySomeReasons = try fields.optional(context: 3, "onlySomeReasons").map { element throws(FormatError) in
            try ReasonFlags(element, .context(3))
        }
        isIndirect = try fields.optional(context: 4, "indirectCRL")?.boolean(.context(4)) ?? false
        onlyContainsAttributeCertificates = try fields.optional(context: 5, "onlyContainsAttributeCerts")?.boolean(.context(5)) ?? false
        try fields.finish()
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                name?.write(to: &writer)
                if onlyContainsUserCertificates { writer.writeBoolean(true, tag: 0x81) }
                if onlyContainsCACertificates { writer.writeBoolean(true, tag: 0x82) }
                onlySomeReasons?.write(to: &writer, tag: 0x83)
                if isIndirect { writer.writeBoolean(true, tag: 0x84) }
                if onlyContainsAttributeCertificates { writer.writeBoolean(true, tag: 0x85) }
            }
        }
    }
}
