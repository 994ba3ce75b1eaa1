public import CAInterface

/// One row of the table of full response properties.
public struct FullResponseProperty: Sendable, Hashable {
    public let id: FullResponsePropertyID
    /// The documented name without `FR_PROP_`.
    public let name: String
    public let type: CAPropertyType
    public let isIndexed: Bool

    /// Every documented property. One page calls the attestation provider's name binary, but it is text, so it is text here.
    public static let table: [FullResponseProperty] = [
        .init(id: .fullResponse, name: "FULLRESPONSE", type: .binary, isIndexed: false),
        .init(id: .statusInfoCount, name: "STATUSINFOCOUNT", type: .long, isIndexed: false),
        .init(id: .bodyPartString, name: "BODYPARTSTRING", type: .string, isIndexed: true),
        .init(id: .status, name: "STATUS", type: .long, isIndexed: true),
        .init(id: .statusString, name: "STATUSSTRING", type: .string, isIndexed: true),
        .init(id: .otherInfoChoice, name: "OTHERINFOCHOICE", type: .long, isIndexed: true),
        .init(id: .failInfo, name: "FAILINFO", type: .long, isIndexed: true),
        .init(id: .pendInfoToken, name: "PENDINFOTOKEN", type: .binary, isIndexed: true),
        .init(id: .pendInfoTime, name: "PENDINFOTIME", type: .date, isIndexed: true),
        .init(id: .issuedCertificateHash, name: "ISSUEDCERTIFICATEHASH", type: .binary, isIndexed: true),
        .init(id: .issuedCertificate, name: "ISSUEDCERTIFICATE", type: .binary, isIndexed: true),
        .init(id: .issuedCertificateChain, name: "ISSUEDCERTIFICATECHAIN", type: .binary, isIndexed: true),
        .init(id: .issuedCertificateCRLChain, name: "ISSUEDCERTIFICATECRLCHAIN", type: .binary, isIndexed: true),
        .init(id: .encryptedKeyHash, name: "ENCRYPTEDKEYHASH", type: .binary, isIndexed: true),
        .init(id: .fullResponseNoPKCS7, name: "FULLRESPONSENOPKCS7", type: .binary, isIndexed: false),
        .init(id: .caExchangeCertificateHash, name: "CAEXCHANGECERTIFICATEHASH", type: .binary, isIndexed: true),
        .init(id: .caExchangeCertificate, name: "CAEXCHANGECERTIFICATE", type: .binary, isIndexed: true),
        .init(id: .caExchangeCertificateChain, name: "CAEXCHANGECERTIFICATECHAIN", type: .binary, isIndexed: true),
        .init(id: .caExchangeCertificateCRLChain, name: "CAEXCHANGECERTIFICATECRLCHAIN", type: .binary, isIndexed: true),
        .init(id: .attestationChallenge, name: "ATTESTATIONCHALLENGE", type: .binary, isIndexed: true),
        .init(id: .attestationProviderName, name: "ATTESTATIONPROVIDERNAME", type: .string, isIndexed: true),
        .init(id: .claimChallenge, name: "CLAIMCHALLENGE", type: .long, isIndexed: false),
    ]

    static func named(_ id: FullResponsePropertyID) -> FullResponseProperty? { table.first { $0.id == id } }
}
