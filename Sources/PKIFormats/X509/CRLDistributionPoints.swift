/// RFC 5280 §4.2.1.13
///
///     CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
public struct CRLDistributionPoints: DistributionPointsValue {
    /// 2.5.29.31
    public static let oid = OID.Extensions.crlDistributionPoints

    /// The points, each with a list of its own.
    public let points: [DistributionPoint]

    public init(points: [DistributionPoint]) {
        self.points = points
    }
}

/// RFC 5280 §4.2.1.15 in certificates and §5.2.6 in revocation lists
///
///     FreshestCRL ::= CRLDistributionPoints
public struct FreshestCRL: DistributionPointsValue {
    /// 2.5.29.46
    public static let oid = OID.Extensions.freshestCRL

    /// The points with the delta lists.
    public let points: [DistributionPoint]

    public init(points: [DistributionPoint]) {
        self.points = points
    }
}

/// RFC 5280 §4.2.1.13
///
///     DistributionPoint ::= SEQUENCE {
///         distributionPoint  [0] DistributionPointName OPTIONAL,
///         reasons            [1] ReasonFlags OPTIONAL,
///         cRLIssuer          [2] GeneralNames OPTIONAL }
public struct DistributionPoint: Hashable, Sendable, DERWritable {
    /// The place of the list; `nil` when only the issuer of the list is named.
    public let name: DistributionPointName?

    /// The reasons that the list covers; `nil` for all.
    public let reasons: ReasonFlags?

    /// The signer of the list; empty when it is the issuer of the certificate.
    public let crlIssuer: [GeneralName]

    /// The full names, or none when the name is relative or absent.
    public var fullName: [GeneralName] { name?.fullName ?? [] }

    public init(name: DistributionPointName?, reasons: ReasonFlags? = nil, crlIssuer: [GeneralName] = []) {
        self.name = name
        self.reasons = reasons
        self.crlIssuer = crlIssuer
    }

    /// Creates a point whose list covers all certificates of their issuer.
    public init(fullName: [GeneralName]) {
        self.init(name: .fullName(fullName))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "DistributionPoint")
        name = try fields.optional(.context(0), "distributionPoint", DistributionPointName.init)
        reasons = try fields.optional(1, "reasons", ReasonFlags.init)
        crlIssuer = try fields.optional(2, "cRLIssuer", GeneralName.readSequence) ?? []
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            name?.write(to: &writer)
            reasons?.write(to: &writer, tag: 0x81)
            if !crlIssuer.isEmpty { writer.writeSequence(of: crlIssuer, tag: 0xA2) }
        }
    }
}

/// An extension that is `SEQUENCE SIZE (1..MAX) OF DistributionPoint`.
public protocol DistributionPointsValue: ShapedValue, CertificateExtensionValue {
    /// The points, in order.
    var points: [DistributionPoint] { get }

    /// Creates the value.
    init(points: [DistributionPoint])
}

extension DistributionPointsValue {
    /// Creates the value with one point that has all URIs, as Microsoft's CA does.
    public init(uris: [String]) {
        self.init(points: [DistributionPoint(fullName: uris.map(GeneralName.uri))])
    }

    /// The URIs of all points, in order.
    public var uris: [String] {
        points.flatMap(\.fullName).compactMap { name in
            guard case .uri(let uri) = name else { return nil }
            return uri
        }
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        self.init(
            points: try Self.read(value) { element throws(FormatError) in
                try element.list(ifEmpty: "it names no distribution point", of: DistributionPoint.init)
            }
        )
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 128) { $0.writeSequence(of: points) } }
}

/// RFC 5280 §4.2.1.13
///
///     DistributionPointName ::= CHOICE { fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
///
/// It has the tag `[0] EXPLICIT`, both in a DistributionPoint and in an IssuingDistributionPoint.
public enum DistributionPointName: Hashable, Sendable {
    /// Names of the list: alternatives for fetching it.
    case fullName([GeneralName])
    /// A name relative to the issuer of the list.
    case relativeToIssuer(RelativeDistinguishedName)

    /// The full names; none when the name is relative.
    public var fullName: [GeneralName] {
        if case .fullName(let names) = self { names } else { [] }
    }

    /// Reads the name inside its explicit tag.
    init(_ element: DERElement) throws(FormatError) {
        let name = try element.explicitContent(element.tag.number)
        switch name.tag {
        case .context(0): self = .fullName(try GeneralName.readSequence(name, .context(0)))
        case .context(1): self = .relativeToIssuer(try RelativeDistinguishedName(name, .context(1)))
        default: throw name.fail("expected [0] or [1] of DistributionPointName, found \(name.tag.name)")
        }
    }

    /// Writes the name inside `[0]`.
    func write(to writer: inout DERWriter) {
        writer.writeExplicit(0) { writer in
            switch self {
            case .fullName(let names): writer.writeSequence(of: names, tag: 0xA0)
            case .relativeToIssuer(let rdn): rdn.write(to: &writer, tag: 0xA1)
            }
        }
    }
}

/// RFC 5280 §4.2.1.13
///
///     ReasonFlags ::= BIT STRING { unused (0), keyCompromise (1), cACompromise (2), affiliationChanged (3), superseded (4),
///                                  cessationOfOperation (5), certificateHold (6), privilegeWithdrawn (7), aACompromise (8) }
///
/// The raw value has bit *n* of the specification at `1 << n`.
public struct ReasonFlags: OptionSet, Hashable, Sendable {
    /// Bit *n* of the specification is `1 << n`.
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue & 0x1FF
    }

    /// Bit 0, which means nothing.
    public static let unused = ReasonFlags(rawValue: 1 << 0)
    /// Somebody else has the key.
    public static let keyCompromise = ReasonFlags(rawValue: 1 << 1)
    /// Somebody else has the CA's key.
    public static let caCompromise = ReasonFlags(rawValue: 1 << 2)
    /// The subject's name or affiliation has changed.
    public static let affiliationChanged = ReasonFlags(rawValue: 1 << 3)
    /// Another certificate has replaced this one.
    public static let superseded = ReasonFlags(rawValue: 1 << 4)
    /// The certificate is not needed anymore.
    public static let cessationOfOperation = ReasonFlags(rawValue: 1 << 5)
    /// The certificate is on hold.
    public static let certificateHold = ReasonFlags(rawValue: 1 << 6)
    /// A privilege in the certificate has been withdrawn.
    public static let privilegeWithdrawn = ReasonFlags(rawValue: 1 << 7)
    /// Somebody else has the attribute authority's key.
    public static let aaCompromise = ReasonFlags(rawValue: 1 << 8)

    /// Bits beyond the last named one are ignored.
    init(_ element: DERElement, _ tag: DERTag) throws(FormatError) {
        self.init(rawValue: UInt16(truncatingIfNeeded: try element.namedBits(tag)))
    }

    func write(to writer: inout DERWriter, tag: UInt8) { writer.writeNamedBits(UInt64(rawValue), tag: tag) }

    /// The names of the bits that are set, in the order of the specification.
    public var names: [String] {
        Self.bitNames.enumerated().filter { rawValue & (1 << $0.offset) != 0 }.map(\.element)
    }

    private static let bitNames = [
        "unused", "keyCompromise", "cACompromise", "affiliationChanged", "superseded", "cessationOfOperation", "certificateHold",
        "privilegeWithdrawn", "aACompromise",
    ]
}
