/// What a request asks for, as its number. Open: unknown numbers are kept. Constants: `NumberTable.swift`.
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

/// Whose data items are there. Source: "DataCollectionFlags Enumeration".
package struct DataCollectionFlags: OptionSet, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
}

/// What a trustee may do with a request: the access mask its security descriptor shows. Source: "RequestPermission Enumeration".
package struct RequestPermissions: OptionSet, Hashable, Sendable, Codable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }
}
