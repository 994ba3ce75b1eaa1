import PKIFormats
package import PortableFoundation

/// What an authority waits for: another certificate, begun and not there yet. It is committed after the key is on disk and before anything is signed, so that a start after a
/// kill finds both.
package struct StoredRenewal: Sendable, Hashable {
    /// Identifies it from its beginning to its end.
    package let id: UUID
    /// The key of the certificate to come; one that the authority has when the renewal keeps it.
    package let key: AuthorityKey
    package let isNewKey: Bool
    /// nil for the certificates of other installations, which decide about it.
    package let validitySeconds: Int?
    /// DER of the PKCS #10 request; nil when the certificate is made here.
    package let request: [UInt8]?
    package let began: Date

    package init(id: UUID, key: AuthorityKey, isNewKey: Bool, validitySeconds: Int?, request: [UInt8]?, began: Date) {
        self.id = id
        self.key = key
        self.isNewKey = isNewKey
        self.validitySeconds = validitySeconds
        self.request = request
        self.began = began
    }
}

extension StoredRenewal: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, index, reference, publicKey, signatureAlgorithm, listPath, isNewKey, validitySeconds, request, began
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        func octets(_ key: CodingKeys) throws -> [UInt8] {
            do { return try Base64.decode(try members.decode(String.self, forKey: key)) } catch {
                throw DecodingError.dataCorruptedError(forKey: key, in: members, debugDescription: "it is not base64")
            }
        }
        guard let reference = KeyReference(try members.decode(String.self, forKey: .reference)) else {
            throw DecodingError.dataCorruptedError(forKey: .reference, in: members, debugDescription: "the place of the key is unknown")
        }
        self.init(
            id: try members.decode(UUID.self, forKey: .id),
            key: AuthorityKey(
                index: try members.decode(Int.self, forKey: .index),
                reference: reference,
                publicKey: try octets(.publicKey),
                signatureAlgorithm: try octets(.signatureAlgorithm),
                listPath: try members.decode(String.self, forKey: .listPath)
            ),
            isNewKey: try members.decode(Bool.self, forKey: .isNewKey),
            validitySeconds: try members.decodeIfPresent(Int.self, forKey: .validitySeconds),
            request: members.contains(.request) ? try octets(.request) : nil,
            began: Date(timeIntervalSince1970: Double(try members.decode(Int.self, forKey: .began)))
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(id, forKey: .id)
        try members.encode(key.index, forKey: .index)
        try members.encode(key.reference.description, forKey: .reference)
        try members.encode(Base64.encode(key.publicKey), forKey: .publicKey)
        try members.encode(Base64.encode(key.signatureAlgorithm), forKey: .signatureAlgorithm)
        try members.encode(key.listPath, forKey: .listPath)
        try members.encode(isNewKey, forKey: .isNewKey)
        try members.encodeIfPresent(validitySeconds, forKey: .validitySeconds)
        if let request { try members.encode(Base64.encode(request), forKey: .request) }
        try members.encode(Int(began.timeIntervalSince1970), forKey: .began)
    }
}
