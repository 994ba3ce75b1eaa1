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
/// The part of the issuer's certificates that a list covers. Always critical.
public struct IssuingDistributionPoint: CertificateExtensionValue {
    /// 2.5.29.28
    public static let oid = OID.Extensions.issuingDistributionPoint

    /// The place where this list is published; the list covers only the certificates that name this place. `nil` when the list does not say.
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

    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "IssuingDistributionPoint").fields()
        name = try fields.optional(.context(0), "distributionPoint", DistributionPointName.init)
        onlyContainsUserCertificates = try fields.optional(1, "onlyContainsUserCerts", DERElement.boolean) ?? false
        onlyContainsCACertificates = try fields.optional(2, "onlyContainsCACerts", DERElement.boolean) ?? false
        onlySomeReasons = try fields.optional(3, "onlySomeReasons", ReasonFlags.init)
        isIndirect = try fields.optional(4, "indirectCRL", DERElement.boolean) ?? false
        onlyContainsAttributeCertificates = try fields.optional(5, "onlyContainsAttributeCerts", DERElement.boolean) ?? false
        try fields.finish()
    }

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
