import PortableFoundation

/// The store's files contain octets as base64, not as lists of numbers.
extension KeyedDecodingContainer {
    func decodeOctets(forKey key: Key) throws -> [UInt8] { [UInt8](try decode(Data.self, forKey: key)) }

    func decodeOctetsIfPresent(forKey key: Key) throws -> [UInt8]? { try decodeIfPresent(Data.self, forKey: key).map { [UInt8]($0) } }
}

extension KeyedEncodingContainer {
    mutating func encodeOctets(_ octets: [UInt8], forKey key: Key) throws { try encode(Data(octets), forKey: key) }

    mutating func encodeOctetsIfPresent(_ octets: [UInt8]?, forKey key: Key) throws {
        if let octets { try encodeOctets(octets, forKey: key) }
    }
}
