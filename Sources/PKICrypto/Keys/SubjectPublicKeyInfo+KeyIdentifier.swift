public import PKIFormats

extension SubjectPublicKeyInfo {
    /// The key identifier of RFC 5280 §4.2.1.2 method (1): SHA-1 over the content of the BIT STRING, 20 octets.
    ///
    /// The identifier names the key and does not protect it; a collision only makes two keys look alike to path building.
    public var keyIdentifier: [UInt8] { Digest.sha1(keyBytes) }
}
