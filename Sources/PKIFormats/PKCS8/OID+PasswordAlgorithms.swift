extension OID.Algorithms {
    /// scrypt as a key derivation function (RFC 7914 §7), 1.3.6.1.4.1.11591.4.11.
    public static let scrypt: OID = "1.3.6.1.4.1.11591.4.11"
    /// PBMAC1, a password-based MAC (RFC 8018 appendix A.5), 1.2.840.113549.1.5.14.
    public static let pbmac1: OID = "1.2.840.113549.1.5.14"

    /// HMAC with SHA-224, 1.2.840.113549.2.8.
    public static let hmacWithSHA224: OID = "1.2.840.113549.2.8"

    /// DES in CBC mode, 1.3.14.3.2.7.
    public static let desCBC: OID = "1.3.14.3.2.7"
    /// RC2 in CBC mode (RFC 2268), 1.2.840.113549.3.2.
    public static let rc2CBC: OID = "1.2.840.113549.3.2"
    /// RC4, 1.2.840.113549.3.4.
    public static let rc4: OID = "1.2.840.113549.3.4"

    /// PBES1 with MD2 and DES (RFC 8018 appendix A.3), 1.2.840.113549.1.5.1.
    public static let pbeWithMD2AndDES: OID = "1.2.840.113549.1.5.1"
    /// PBES1 with MD5 and DES, 1.2.840.113549.1.5.3.
    public static let pbeWithMD5AndDES: OID = "1.2.840.113549.1.5.3"
    /// PBES1 with MD2 and RC2 of 64 bits, 1.2.840.113549.1.5.4.
    public static let pbeWithMD2AndRC2: OID = "1.2.840.113549.1.5.4"
    /// PBES1 with MD5 and RC2 of 64 bits, 1.2.840.113549.1.5.6.
    public static let pbeWithMD5AndRC2: OID = "1.2.840.113549.1.5.6"
    /// PBES1 with SHA-1 and DES, 1.2.840.113549.1.5.10.
    public static let pbeWithSHA1AndDES: OID = "1.2.840.113549.1.5.10"
    /// PBES1 with SHA-1 and RC2 of 64 bits, 1.2.840.113549.1.5.11.
    public static let pbeWithSHA1AndRC2: OID = "1.2.840.113549.1.5.11"

    /// PKCS #12 with SHA-1 and RC4 of 128 bits (RFC 7292 appendix C), 1.2.840.113549.1.12.1.1.
    public static let pkcs12WithSHA1And128BitRC4: OID = "1.2.840.113549.1.12.1.1"
    /// PKCS #12 with SHA-1 and RC4 of 40 bits, 1.2.840.113549.1.12.1.2.
    public static let pkcs12WithSHA1And40BitRC4: OID = "1.2.840.113549.1.12.1.2"
    /// PKCS #12 with SHA-1 and triple DES with three keys, 1.2.840.113549.1.12.1.3.
    public static let pkcs12WithSHA1And3KeyTripleDES: OID = "1.2.840.113549.1.12.1.3"
    /// PKCS #12 with SHA-1 and triple DES with two keys, 1.2.840.113549.1.12.1.4.
    public static let pkcs12WithSHA1And2KeyTripleDES: OID = "1.2.840.113549.1.12.1.4"
    /// PKCS #12 with SHA-1 and RC2 of 128 bits, 1.2.840.113549.1.12.1.5.
    public static let pkcs12WithSHA1And128BitRC2: OID = "1.2.840.113549.1.12.1.5"
    /// PKCS #12 with SHA-1 and RC2 of 40 bits, 1.2.840.113549.1.12.1.6.
    public static let pkcs12WithSHA1And40BitRC2: OID = "1.2.840.113549.1.12.1.6"
}
