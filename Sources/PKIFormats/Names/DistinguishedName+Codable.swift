/// The DER in base64: the text form of RFC 4514 would lose the string types.
extension DistinguishedName: Codable {
    /// Reads the DER in base64.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(derEncoded: Base64.decode(text))
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
        }
    }

    /// Writes the DER in base64.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Base64.encode(derEncoded))
    }
}
