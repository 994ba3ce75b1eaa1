extension PEMDocument {
    /// The labels by which Windows, OpenSSL and RFC 7468 call one kind of content. The first of each list is the one that is written.
    public enum Labels {
        /// A certificate.
        public static let certificate = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"]
        /// A PKCS #10 request; Windows writes the second label.
        public static let certificateRequest = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"]
        /// A certificate revocation list.
        public static let revocationList = ["X509 CRL", "CRL"]
        /// A PKCS #7 or CMS message. `certreq` puts responses and chains under the label CERTIFICATE too.
        public static let message = ["PKCS7", "CMS", "PKCS #7 SIGNED DATA"]
        /// A PKCS #8 private key.
        public static let privateKey = ["PRIVATE KEY"]
        /// A PKCS #8 private key under a passphrase.
        public static let encryptedPrivateKey = ["ENCRYPTED PRIVATE KEY"]
        /// An RSA private key (PKCS #1).
        public static let rsaPrivateKey = ["RSA PRIVATE KEY"]
        /// An EC private key (RFC 5915).
        public static let ecPrivateKey = ["EC PRIVATE KEY"]
        /// A SubjectPublicKeyInfo.
        public static let publicKey = ["PUBLIC KEY"]
    }
}
