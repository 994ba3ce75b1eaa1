extension SignedData {
    /// A message without content and signers that only carries certificates and lists: the "certs-only" form of RFC 5751 §3.8, known as a
    /// PKCS #7 chain or `.p7b`.
    /// - Parameters:
    ///   - certificates: the DER of each certificate; the order is kept.
    ///   - crls: the DER of each revocation list.
    /// - Returns: the DER of the ContentInfo.
    public static func certsOnly(_ certificates: [[UInt8]], crls: [[UInt8]] = []) -> [UInt8] {
        SignedData(contentType: OID.CMS.data, content: nil, certificates: certificates, crls: crls, signers: []).contentInfo
    }
}
