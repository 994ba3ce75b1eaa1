/// The number of a piece of a CMC full response (`FR_PROP_…`). Unknown numbers are kept.
///
/// Source: "ICertRequest2::GetFullResponseProperty"; certcli.h.
public struct FullResponsePropertyID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    init(_ rawValue: Int32) { self.rawValue = rawValue }

    /// `FR_PROP_FULLRESPONSE`: the complete response.
    public static let fullResponse = FullResponsePropertyID(1)
    /// `FR_PROP_STATUSINFOCOUNT`: the number of status blocks, which is the bound of every index.
    public static let statusInfoCount = FullResponsePropertyID(2)
    /// `FR_PROP_BODYPARTSTRING`: the numbers of the body parts that a status concerns.
    public static let bodyPartString = FullResponsePropertyID(3)
    /// `FR_PROP_STATUS`: 0 success, 2 failed, 3 pending, …
    public static let status = FullResponsePropertyID(4)
    /// `FR_PROP_STATUSSTRING`.
    public static let statusString = FullResponsePropertyID(5)
    /// `FR_PROP_OTHERINFOCHOICE`: 0 none, 1 fail information, 2 pend information.
    public static let otherInfoChoice = FullResponsePropertyID(6)
    /// `FR_PROP_FAILINFO`.
    public static let failInfo = FullResponsePropertyID(7)
    /// `FR_PROP_PENDINFOTOKEN`: contains the request id.
    public static let pendInfoToken = FullResponsePropertyID(8)
    /// `FR_PROP_PENDINFOTIME`.
    public static let pendInfoTime = FullResponsePropertyID(9)
    /// `FR_PROP_ISSUEDCERTIFICATEHASH`: SHA-1 of the certificate.
    public static let issuedCertificateHash = FullResponsePropertyID(10)
    /// `FR_PROP_ISSUEDCERTIFICATE`.
    public static let issuedCertificate = FullResponsePropertyID(11)
    /// `FR_PROP_ISSUEDCERTIFICATECHAIN`: certs-only PKCS #7.
    public static let issuedCertificateChain = FullResponsePropertyID(12)
    /// `FR_PROP_ISSUEDCERTIFICATECRLCHAIN`: with the revocation lists that the response carries.
    public static let issuedCertificateCRLChain = FullResponsePropertyID(13)
    /// `FR_PROP_ENCRYPTEDKEYHASH`: the receipt of an archived key.
    public static let encryptedKeyHash = FullResponsePropertyID(14)
    /// `FR_PROP_FULLRESPONSENOPKCS7`: the response without its signature.
    public static let fullResponseNoPKCS7 = FullResponsePropertyID(15)
    /// `FR_PROP_CAEXCHANGECERTIFICATEHASH`: comes with attestation challenges only.
    public static let caExchangeCertificateHash = FullResponsePropertyID(16)
    /// `FR_PROP_CAEXCHANGECERTIFICATE`: the certificate for which the answer to the challenge is encrypted.
    public static let caExchangeCertificate = FullResponsePropertyID(17)
    /// `FR_PROP_CAEXCHANGECERTIFICATECHAIN`: certs-only PKCS #7.
    public static let caExchangeCertificateChain = FullResponsePropertyID(18)
    /// `FR_PROP_CAEXCHANGECERTIFICATECRLCHAIN`: with the revocation lists that the response carries.
    public static let caExchangeCertificateCRLChain = FullResponsePropertyID(19)
    /// `FR_PROP_ATTESTATIONCHALLENGE`: the secret that only the attested module can open.
    public static let attestationChallenge = FullResponsePropertyID(20)
    /// `FR_PROP_ATTESTATIONPROVIDERNAME`: the key storage provider of the attested key.
    public static let attestationProviderName = FullResponsePropertyID(21)
    /// `FR_PROP_CLAIMCHALLENGE`: only certcli.h names it, and no page says what it holds.
    public static let claimChallenge = FullResponsePropertyID(22)
}
