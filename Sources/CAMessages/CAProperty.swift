public import PKIFormats
public import PortableFoundation

/// The number of a CA property (`CR_PROP_…`); names and shapes are in `CAProperty.table`. Unknown numbers are kept.
public struct CAPropertyID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(_ rawValue: Int32) { self.rawValue = rawValue }
}

/// The type of a property value (`PROPTYPE_…`). Source: certsrv.h.
public struct CAPropertyType: OpenCode {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let long = Self(rawValue: 1)
    public static let date = Self(rawValue: 2)
    public static let binary = Self(rawValue: 3)
    public static let string = Self(rawValue: 4)

    public static let names: KeyValuePairs<Self, String> = [.long: "long", .date: "date", .binary: "binary", .string: "string"]

    /// The word of `/api/v1`.
    public var name: String { description }
}

/// The value of a property.
public enum CAPropertyValue: Sendable, Hashable {
    case long(Int32)
    case date(Date)
    case binary([UInt8])
    case string(String)
}

/// One row of `Tables/ca-properties.txt`: number, name, label, type, and whether it takes an index.
///
/// Source: "ICertRequest2::GetCAProperty"; labels MS-WCCE §3.2.1.4.3.3.
public struct CAProperty: Sendable, Hashable {
    public let id: CAPropertyID
    /// The documented name without `CR_PROP_`.
    public let name: String
    public let displayName: String
    public let type: CAPropertyType
    public let isIndexed: Bool
    /// The caller may ask for the newest element as −1.
    public let acceptsNewest: Bool

    /// `PROPTYPE_…` with 0x10000 where indexed, as GetCAPropertyFlags answers.
    public var flags: Int32 { type.rawValue | (isIndexed ? 0x10000 : 0) }

    /// Whether a property is one value or a list, and whether a list knows its newest element.
    enum Shape {
        case single, indexed, indexedOrNewest
    }

    init(_ id: CAPropertyID, _ name: String, _ type: CAPropertyType, _ shape: Shape, _ displayName: String) {
        self.id = id
        self.name = name
        self.displayName = displayName
        self.type = type
        isIndexed = shape != .single
        acceptsNewest = shape == .indexedOrNewest
    }

    public static func named(_ id: CAPropertyID) -> CAProperty? { byID[id] }

    private static let byID = Dictionary(uniqueKeysWithValues: table.map { ($0.id, $0) })
}
