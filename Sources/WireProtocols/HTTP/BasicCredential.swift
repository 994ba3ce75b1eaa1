import PKIFormats

/// A name and password as HTTP Basic authentication carries them (RFC 7617, UTF-8).
package struct BasicCredential: Hashable, Sendable {
    package let name: String
    package let password: [UInt8]

    package init(name: String, password: [UInt8]) {
        self.name = name
        self.password = password
    }

    /// Reads an `Authorization` value.
    /// - Returns: nil when it is of another scheme or cannot be read. The name ends at the first colon; the password may contain more.
    package init?(authorization: String) {
        let scheme = authorization.utf8.prefix(6)
        guard scheme.count == 6, scheme.elementsEqual("Basic ".utf8, by: { $0 | 0x20 == $1 | 0x20 }),
            let octets = try? Base64.decode(String(authorization.dropFirst(6))), let colon = octets.firstIndex(of: UInt8(ascii: ":")),
            let name = String(validating: octets[..<colon], as: UTF8.self), !name.isEmpty
        else { return nil }
        self.init(name: name, password: Array(octets[(colon + 1)...]))
    }

    /// The `Authorization` value.
    package var authorization: String { "Basic " + Base64.encode(Array(name.utf8) + [UInt8(ascii: ":")] + password) }
}
