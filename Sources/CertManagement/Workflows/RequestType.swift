/// The operation of a request, as a number. Open: unknown numbers are kept. Constants: `NumberTable.swift`.
///
/// Source: "RequestType Enumeration".
package struct RequestType: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
}

/// Bits of a request. Source: "RequestFlags Enumeration".
package struct RequestFlags: OptionSet, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
}

/// Says whose data items are complete. Source: "DataCollectionFlags Enumeration".
package struct DataCollectionFlags: OptionSet, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
}

/// The rights of a trustee on a request: the access mask in its security descriptor. Source: "RequestPermission Enumeration".
package struct RequestPermissions: OptionSet, Hashable, Sendable, Codable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }
}
