// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Bags of PKCS #12 and what they hold and carry (RFC 7292 §4.2, RFC 2985 §5.5 and §6).
    public enum PKCS12 {
        /// keyBag: a private key in the clear, 1.2.840.113549.1.12.10.1.1.
        public static let keyBag: OID = "1.2.840.113549.1.12.10.1.1"
        /// pkcs8ShroudedKeyBag: an encrypted private key, 1.2.840.113549.1.12.10.1.2.
        public static let shroudedKeyBag: OID = "1.2.840.113549.1.12.10.1.2"
        /// 1.2.840.113549.1.12.10.1.3
        public static let certBag: OID = "1.2.840.113549.1.12.10.1.3"
        /// 1.2.840.113549.1.12.10.1.4
        public static let crlBag: OID = "1.2.840.113549.1.12.10.1.4"
        /// 1.2.840.113549.1.12.10.1.5
        public static let secretBag: OID = "1.2.840.113549.1.12.10.1.5"
        /// 1.2.840.113549.1.12.10.1.6
        public static let safeContentsBag: OID = "1.2.840.113549.1.12.10.1.6"
        /// A certificate of X.509 in a certBag, 1.2.840.113549.1.9.22.1.
        public static let x509Certificate: OID = "1.2.840.113549.1.9.22.1"
        /// A certificate of SDSI in a certBag, 1.2.840.113549.1.9.22.2.
        public static let sdsiCertificate: OID = "1.2.840.113549.1.9.22.2"
        /// A revocation list of X.509 in a crlBag, 1.2.840.113549.1.9.23.1.
        public static let x509CRL: OID = "1.2.840.113549.1.9.23.1"
        /// The attribute friendlyName, 1.2.840.113549.1.9.20.
        public static let friendlyName: OID = "1.2.840.113549.1.9.20"
        /// The attribute localKeyId, 1.2.840.113549.1.9.21.
        public static let localKeyIdentifier: OID = "1.2.840.113549.1.9.21"
        /// Microsoft's attribute with the name of the key's provider, 1.3.6.1.4.1.311.17.1.
        public static let keyProviderName: OID = "1.3.6.1.4.1.311.17.1"
        /// Microsoft's attribute that says the key belongs to the machine, 1.3.6.1.4.1.311.17.2.
        public static let localMachineKeySet: OID = "1.3.6.1.4.1.311.17.2"
        /// Java's attribute with the purposes a certificate is trusted for, 2.16.840.1.113894.746875.1.1.
        public static let trustedKeyUsage: OID = "2.16.840.1.113894.746875.1.1"

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (keyBag, "keyBag"),
            (shroudedKeyBag, "shroudedKeyBag"),
            (certBag, "certBag"),
            (crlBag, "crlBag"),
            (secretBag, "secretBag"),
            (safeContentsBag, "safeContentsBag"),
            (x509Certificate, "x509Certificate"),
            (sdsiCertificate, "sdsiCertificate"),
            (x509CRL, "x509CRL"),
            (friendlyName, "friendlyName"),
            (localKeyIdentifier, "localKeyIdentifier"),
            (keyProviderName, "keyProviderName"),
            (localMachineKeySet, "localMachineKeySet"),
            (trustedKeyUsage, "trustedKeyUsage"),
        ]
    }
}
