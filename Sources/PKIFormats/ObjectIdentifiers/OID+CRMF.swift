// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Controls and registration information of the certificate request message format (RFC 4211 §6 and §7).
    public enum CRMF {
        /// 1.3.6.1.5.5.7.5.1.1
        public static let registrationToken: OID = "1.3.6.1.5.5.7.5.1.1"
        /// 1.3.6.1.5.5.7.5.1.2
        public static let authenticator: OID = "1.3.6.1.5.5.7.5.1.2"
        /// PKI Publication Information, 1.3.6.1.5.5.7.5.1.3.
        public static let publicationInformation: OID = "1.3.6.1.5.5.7.5.1.3"
        /// PKI Archive Options, 1.3.6.1.5.5.7.5.1.4.
        public static let archiveOptions: OID = "1.3.6.1.5.5.7.5.1.4"
        /// 1.3.6.1.5.5.7.5.1.5
        public static let oldCertificateID: OID = "1.3.6.1.5.5.7.5.1.5"
        /// 1.3.6.1.5.5.7.5.1.6
        public static let protocolEncryptionKey: OID = "1.3.6.1.5.5.7.5.1.6"
        /// 1.3.6.1.5.5.7.5.2.1
        public static let utf8Pairs: OID = "1.3.6.1.5.5.7.5.2.1"
        /// 1.3.6.1.5.5.7.5.2.2
        public static let certificateRequest: OID = "1.3.6.1.5.5.7.5.2.2"
        /// Encrypted Key With Identifier, the content type, 1.2.840.113549.1.9.16.1.21.
        public static let encryptedKeyWithID: OID = "1.2.840.113549.1.9.16.1.21"
        /// 1.2.840.113533.7.66.13
        public static let passwordBasedMAC: OID = "1.2.840.113533.7.66.13"
        /// HMAC-SHA1 under the identifier this format uses for it, 1.3.6.1.5.5.8.1.2.
        public static let hmacSHA1: OID = "1.3.6.1.5.5.8.1.2"

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (registrationToken, "registrationToken"),
            (authenticator, "authenticator"),
            (publicationInformation, "publicationInformation"),
            (archiveOptions, "archiveOptions"),
            (oldCertificateID, "oldCertificateID"),
            (protocolEncryptionKey, "protocolEncryptionKey"),
            (utf8Pairs, "utf8Pairs"),
            (certificateRequest, "certificateRequest"),
            (encryptedKeyWithID, "encryptedKeyWithID"),
            (passwordBasedMAC, "passwordBasedMAC"),
            (hmacSHA1, "hmacSHA1"),
        ]
    }
}
