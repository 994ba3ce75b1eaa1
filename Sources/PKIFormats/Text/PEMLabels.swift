extension PEMDocument {
    /// The labels that Windows, OpenSSL and RFC 7468 use for one kind of content. Writers use the first of each list.
    public enum Labels {
        /// A certificate. Blocks with the last label hold OpenSSL's ``TrustedCertificate``.
        public static let certificate = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"]
        /// A PKCS #10 request; Windows writes the second label.
        public static let certificateRequest = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"]
        /// A certificate revocation list.
        public static let revocationList = ["X509 CRL", "CRL"]
        /// A PKCS #7 or CMS message. `certreq` puts responses and chains under the label CERTIFICATE too.
        public static let message = ["PKCS7", "CMS", "PKCS #7 SIGNED DATA", "CERTIFICATE CHAIN"]
        /// An attribute certificate (RFC 5755).
        public static let attributeCertificate = ["ATTRIBUTE CERTIFICATE"]
        /// A PKCS #8 private key.
        public static let privateKey = ["PRIVATE KEY"]
        /// A PKCS #8 private key under a passphrase.
        public static let encryptedPrivateKey = ["ENCRYPTED PRIVATE KEY"]
        /// An RSA private key (PKCS #1).
        public static let rsaPrivateKey = ["RSA PRIVATE KEY"]
        /// An EC private key (RFC 5915).
        public static let ecPrivateKey = ["EC PRIVATE KEY"]
        /// The curve of an EC key, which OpenSSL writes before it.
        public static let ecParameters = ["EC PARAMETERS"]
        /// A SubjectPublicKeyInfo.
        public static let publicKey = ["PUBLIC KEY"]
        /// An RSA public key (PKCS #1).
        public static let rsaPublicKey = ["RSA PUBLIC KEY"]
        /// A PKCS #12 file; no document defines the label, but some programs write it.
        public static let personalInformation = ["PKCS12", "PFX"]
    }

    /// Whether the label says that the block holds a private key, plain or encrypted.
    public var isPrivateKey: Bool { label.hasSuffix("PRIVATE KEY") }

    /// The DER of the certificate in the block; `nil` when the label says that the block holds something else. Of a file with a key and its
    /// certificates, only the certificates may be given out.
    /// - Throws: `FormatError` when OpenSSL's ``TrustedCertificate`` cannot be read.
    public func certificate() throws(FormatError) -> [UInt8]? {
        guard Labels.certificate.contains(label) else { return nil }
        return label == "TRUSTED CERTIFICATE" ? try TrustedCertificate(derEncoded: bytes).certificate : bytes
    }

    /// The value of the header line with this name, such as `DEK-Info`, without white space at the ends.
    public func header(_ name: String) -> String? {
        for line in headers {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name.lowercased() else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            return String(value)
        }
        return nil
    }
}
