public import PKIFormats

/// The ordinal of an object identifier. Open: unknown numbers are kept. Source: "CERTENROLL_OBJECTID enumeration".
///
/// The members without suffix of authority key identifier, alternative names and basic constraints are identifiers of a draft before 1997. Those
/// in use have the suffix 2.
public struct CertEnrollObjectID: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// One ordinal of the enumeration.
    struct Entry: Sendable {
        let id: CertEnrollObjectID
        let symbol: String
        let number: String?

        init(_ id: CertEnrollObjectID, _ symbol: String, _ number: String?) { (self.id, self.symbol, self.number) = (id, symbol, number) }
    }

    public static let documented: [(name: String, value: CertEnrollObjectID)] = table.map { ($0.symbol, $0.id) }

    /// The identifier; nil for unknown ordinals, for `none`, and for those that only begin identifiers.
    public var oid: OID? { Self.identifiers[self] }

    /// The lowest ordinal of an identifier; `none` when it has no ordinal.
    public init(_ oid: OID) { self = Self.ordinals[oid] ?? .none }

    private static let identifiers: [CertEnrollObjectID: OID] = Dictionary(
        uniqueKeysWithValues: table.compactMap { entry in entry.number.flatMap { OID(dotted: $0) }.map { (entry.id, $0) } }
    )

    private static let ordinals: [OID: CertEnrollObjectID] = Dictionary(
        table.compactMap { entry in identifiers[entry.id].map { ($0, entry.id) } },
        uniquingKeysWith: { first, _ in first }
    )
}
