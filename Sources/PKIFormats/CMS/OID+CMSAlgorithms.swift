extension OID.Algorithms {
    /// AES in GCM mode with a key of 128 bits (RFC 5084), 2.16.840.1.101.3.4.1.6.
    public static let aes128GCM: OID = "2.16.840.1.101.3.4.1.6"
    /// AES in GCM mode with a key of 192 bits, 2.16.840.1.101.3.4.1.26.
    public static let aes192GCM: OID = "2.16.840.1.101.3.4.1.26"
    /// AES in GCM mode with a key of 256 bits, 2.16.840.1.101.3.4.1.46.
    public static let aes256GCM: OID = "2.16.840.1.101.3.4.1.46"
    /// AES key wrap with a key of 128 bits (RFC 3565), 2.16.840.1.101.3.4.1.5.
    public static let aes128Wrap: OID = "2.16.840.1.101.3.4.1.5"
    /// AES key wrap with a key of 192 bits, 2.16.840.1.101.3.4.1.25.
    public static let aes192Wrap: OID = "2.16.840.1.101.3.4.1.25"
    /// AES key wrap with a key of 256 bits, 2.16.840.1.101.3.4.1.45.
    public static let aes256Wrap: OID = "2.16.840.1.101.3.4.1.45"
    /// Key wrap under a password (RFC 3211 §2.3), 1.2.840.113549.1.9.16.3.9.
    public static let passwordKeyWrap: OID = "1.2.840.113549.1.9.16.3.9"
    /// ECDH with the X9.63 derivation over SHA-1 (RFC 5753 §7.1.4), 1.3.133.16.840.63.0.2.
    public static let ecdhWithSHA1KDF: OID = "1.3.133.16.840.63.0.2"
    /// ECDH with the X9.63 derivation over SHA-224, 1.3.132.1.11.0.
    public static let ecdhWithSHA224KDF: OID = "1.3.132.1.11.0"
    /// ECDH with the X9.63 derivation over SHA-256, 1.3.132.1.11.1.
    public static let ecdhWithSHA256KDF: OID = "1.3.132.1.11.1"
    /// ECDH with the X9.63 derivation over SHA-384, 1.3.132.1.11.2.
    public static let ecdhWithSHA384KDF: OID = "1.3.132.1.11.2"
    /// ECDH with the X9.63 derivation over SHA-512, 1.3.132.1.11.3.
    public static let ecdhWithSHA512KDF: OID = "1.3.132.1.11.3"
}
