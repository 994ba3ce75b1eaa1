public import PKIFormats

extension AlgorithmIdentifier {
    /// RSA-PSS with SHA-256, mask with SHA-256, salt of 32 octets (RFC 4055).
    public static let rsaPSSWithSHA256 = AlgorithmIdentifier(OID.Algorithms.rsassaPSS, parameters: PSSParameters.encoding(.sha256))
    /// RSA-PSS with SHA-384, mask with SHA-384, salt of 48 octets (RFC 4055).
    public static let rsaPSSWithSHA384 = AlgorithmIdentifier(OID.Algorithms.rsassaPSS, parameters: PSSParameters.encoding(.sha384))
    /// RSA-PSS with SHA-512, mask with SHA-512, salt of 64 octets (RFC 4055).
    public static let rsaPSSWithSHA512 = AlgorithmIdentifier(OID.Algorithms.rsassaPSS, parameters: PSSParameters.encoding(.sha512))
}
