// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Content types and attributes of the cryptographic message syntax, and attributes of PKCS #9 (RFC 5652, RFC 2985).
    public enum CMS {
        /// 1.2.840.113549.1.7.1
        public static let data: OID = "1.2.840.113549.1.7.1"
        /// 1.2.840.113549.1.7.2
        public static let signedData: OID = "1.2.840.113549.1.7.2"
        /// 1.2.840.113549.1.7.3
        public static let envelopedData: OID = "1.2.840.113549.1.7.3"
        /// 1.2.840.113549.1.7.5
        public static let digestedData: OID = "1.2.840.113549.1.7.5"
        /// 1.2.840.113549.1.7.6
        public static let encryptedData: OID = "1.2.840.113549.1.7.6"
        /// 1.2.840.113549.1.9.16.1.2
        public static let authenticatedData: OID = "1.2.840.113549.1.9.16.1.2"
        /// 1.2.840.113549.1.9.16.1.23
        public static let authEnvelopedData: OID = "1.2.840.113549.1.9.16.1.23"
        /// 1.2.840.113549.1.9.16.1.4
        public static let timestampToken: OID = "1.2.840.113549.1.9.16.1.4"
        /// 1.2.840.113549.1.9.3
        public static let contentType: OID = "1.2.840.113549.1.9.3"
        /// 1.2.840.113549.1.9.4
        public static let messageDigest: OID = "1.2.840.113549.1.9.4"
        /// 1.2.840.113549.1.9.5
        public static let signingTime: OID = "1.2.840.113549.1.9.5"
        /// 1.2.840.113549.1.9.6
        public static let counterSignature: OID = "1.2.840.113549.1.9.6"
        /// 1.2.840.113549.1.9.7
        public static let challengePassword: OID = "1.2.840.113549.1.9.7"
        /// 1.2.840.113549.1.9.14
        public static let extensionRequest: OID = "1.2.840.113549.1.9.14"
        /// 1.2.840.113549.1.9.16.2.12
        public static let signingCertificate: OID = "1.2.840.113549.1.9.16.2.12"
        /// 1.2.840.113549.1.9.16.2.47
        public static let signingCertificateV2: OID = "1.2.840.113549.1.9.16.2.47"
        /// The attribute CMS Algorithm Protection (RFC 6211), 1.2.840.113549.1.9.52.
        public static let algorithmProtection: OID = "1.2.840.113549.1.9.52"
        /// An OCSP response among the revocation information of a message (RFC 5940), 1.3.6.1.5.5.7.16.2.
        public static let ocspRevocationInformation: OID = "1.3.6.1.5.5.7.16.2"

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (data, "data"),
            (signedData, "signedData"),
            (envelopedData, "envelopedData"),
            (digestedData, "digestedData"),
            (encryptedData, "encryptedData"),
            (authenticatedData, "authenticatedData"),
            (authEnvelopedData, "authEnvelopedData"),
            (timestampToken, "timestampToken"),
            (contentType, "contentType"),
            (messageDigest, "messageDigest"),
            (signingTime, "signingTime"),
            (counterSignature, "counterSignature"),
            (challengePassword, "challengePassword"),
            (extensionRequest, "extensionRequest"),
            (signingCertificate, "signingCertificate"),
            (signingCertificateV2, "signingCertificateV2"),
            (algorithmProtection, "cmsAlgorithmProtection"),
            (ocspRevocationInformation, "ocspResponse"),
        ]
    }
}
