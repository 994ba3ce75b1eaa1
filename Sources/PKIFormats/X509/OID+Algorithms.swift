extension OID {
    /// Key, signature, digest and encryption algorithms (RFC 3279, 4055, 5480, 5758, 8018, 8410, 9881).
    public enum Algorithms {
        /// Rsa Encryption, 1.2.840.113549.1.1.1.
        public static let rsaEncryption: OID = "1.2.840.113549.1.1.1"
        /// Rsa With MD5, 1.2.840.113549.1.1.4.
        public static let rsaWithMD5: OID = "1.2.840.113549.1.1.4"
        /// Rsa With SHA1, 1.2.840.113549.1.1.5.
        public static let rsaWithSHA1: OID = "1.2.840.113549.1.1.5"
        /// Rsaes OAEP, 1.2.840.113549.1.1.7.
        public static let rsaesOAEP: OID = "1.2.840.113549.1.1.7"
        /// Mgf1, 1.2.840.113549.1.1.8.
        public static let mgf1: OID = "1.2.840.113549.1.1.8"
        /// Rsassa PSS, 1.2.840.113549.1.1.10.
        public static let rsassaPSS: OID = "1.2.840.113549.1.1.10"
        /// Rsa With SHA256, 1.2.840.113549.1.1.11.
        public static let rsaWithSHA256: OID = "1.2.840.113549.1.1.11"
        /// Rsa With SHA384, 1.2.840.113549.1.1.12.
        public static let rsaWithSHA384: OID = "1.2.840.113549.1.1.12"
        /// Rsa With SHA512, 1.2.840.113549.1.1.13.
        public static let rsaWithSHA512: OID = "1.2.840.113549.1.1.13"
        /// Rsa With SHA224, 1.2.840.113549.1.1.14.
        public static let rsaWithSHA224: OID = "1.2.840.113549.1.1.14"
        /// Ec Public Key, 1.2.840.10045.2.1.
        public static let ecPublicKey: OID = "1.2.840.10045.2.1"
        /// Ecdsa With SHA1, 1.2.840.10045.4.1.
        public static let ecdsaWithSHA1: OID = "1.2.840.10045.4.1"
        /// Ecdsa With SHA224, 1.2.840.10045.4.3.1.
        public static let ecdsaWithSHA224: OID = "1.2.840.10045.4.3.1"
        /// Ecdsa With SHA256, 1.2.840.10045.4.3.2.
        public static let ecdsaWithSHA256: OID = "1.2.840.10045.4.3.2"
        /// Ecdsa With SHA384, 1.2.840.10045.4.3.3.
        public static let ecdsaWithSHA384: OID = "1.2.840.10045.4.3.3"
        /// Ecdsa With SHA512, 1.2.840.10045.4.3.4.
        public static let ecdsaWithSHA512: OID = "1.2.840.10045.4.3.4"
        /// P256, 1.2.840.10045.3.1.7.
        public static let p256: OID = "1.2.840.10045.3.1.7"
        /// P384, 1.3.132.0.34.
        public static let p384: OID = "1.3.132.0.34"
        /// P521, 1.3.132.0.35.
        public static let p521: OID = "1.3.132.0.35"
        /// Brainpool P256r1, 1.3.36.3.3.2.8.1.1.7 (RFC 5639).
        public static let brainpoolP256r1: OID = "1.3.36.3.3.2.8.1.1.7"
        /// Brainpool P384r1, 1.3.36.3.3.2.8.1.1.11 (RFC 5639).
        public static let brainpoolP384r1: OID = "1.3.36.3.3.2.8.1.1.11"
        /// Brainpool P512r1, 1.3.36.3.3.2.8.1.1.13 (RFC 5639).
        public static let brainpoolP512r1: OID = "1.3.36.3.3.2.8.1.1.13"
        /// Dsa, 1.2.840.10040.4.1.
        public static let dsa: OID = "1.2.840.10040.4.1"
        /// Dsa With SHA1, 1.2.840.10040.4.3.
        public static let dsaWithSHA1: OID = "1.2.840.10040.4.3"
        /// Dsa With SHA224, 2.16.840.1.101.3.4.3.1.
        public static let dsaWithSHA224: OID = "2.16.840.1.101.3.4.3.1"
        /// Dsa With SHA256, 2.16.840.1.101.3.4.3.2.
        public static let dsaWithSHA256: OID = "2.16.840.1.101.3.4.3.2"
        /// Dsa With SHA384, 2.16.840.1.101.3.4.3.3.
        public static let dsaWithSHA384: OID = "2.16.840.1.101.3.4.3.3"
        /// Dsa With SHA512, 2.16.840.1.101.3.4.3.4.
        public static let dsaWithSHA512: OID = "2.16.840.1.101.3.4.3.4"
        /// X25519, 1.3.101.110.
        public static let x25519: OID = "1.3.101.110"
        /// X448, 1.3.101.111.
        public static let x448: OID = "1.3.101.111"
        /// Ed25519, 1.3.101.112.
        public static let ed25519: OID = "1.3.101.112"
        /// Ed448, 1.3.101.113.
        public static let ed448: OID = "1.3.101.113"
        /// Ml DSA44, 2.16.840.1.101.3.4.3.17.
        public static let mlDSA44: OID = "2.16.840.1.101.3.4.3.17"
        /// Ml DSA65, 2.16.840.1.101.3.4.3.18.
        public static let mlDSA65: OID = "2.16.840.1.101.3.4.3.18"
        /// Ml DSA87, 2.16.840.1.101.3.4.3.19.
        public static let mlDSA87: OID = "2.16.840.1.101.3.4.3.19"
        /// Md5, 1.2.840.113549.2.5.
        public static let md5: OID = "1.2.840.113549.2.5"
        /// Sha1, 1.3.14.3.2.26.
        public static let sha1: OID = "1.3.14.3.2.26"
        /// Sha256, 2.16.840.1.101.3.4.2.1.
        public static let sha256: OID = "2.16.840.1.101.3.4.2.1"
        /// Sha384, 2.16.840.1.101.3.4.2.2.
        public static let sha384: OID = "2.16.840.1.101.3.4.2.2"
        /// Sha512, 2.16.840.1.101.3.4.2.3.
        public static let sha512: OID = "2.16.840.1.101.3.4.2.3"
        /// Sha224, 2.16.840.1.101.3.4.2.4.
        public static let sha224: OID = "2.16.840.1.101.3.4.2.4"
        /// Hmac With SHA1, 1.2.840.113549.2.7.
        public static let hmacWithSHA1: OID = "1.2.840.113549.2.7"
        /// Hmac With SHA256, 1.2.840.113549.2.9.
        public static let hmacWithSHA256: OID = "1.2.840.113549.2.9"
        /// Hmac With SHA384, 1.2.840.113549.2.10.
        public static let hmacWithSHA384: OID = "1.2.840.113549.2.10"
        /// Hmac With SHA512, 1.2.840.113549.2.11.
        public static let hmacWithSHA512: OID = "1.2.840.113549.2.11"
        /// Pbes2, 1.2.840.113549.1.5.13.
        public static let pbes2: OID = "1.2.840.113549.1.5.13"
        /// Pbkdf2, 1.2.840.113549.1.5.12.
        public static let pbkdf2: OID = "1.2.840.113549.1.5.12"
        /// Aes128 CBC, 2.16.840.1.101.3.4.1.2.
        public static let aes128CBC: OID = "2.16.840.1.101.3.4.1.2"
        /// Aes192 CBC, 2.16.840.1.101.3.4.1.22.
        public static let aes192CBC: OID = "2.16.840.1.101.3.4.1.22"
        /// Aes256 CBC, 2.16.840.1.101.3.4.1.42.
        public static let aes256CBC: OID = "2.16.840.1.101.3.4.1.42"
        /// Triple DESCBC, 1.2.840.113549.3.7.
        public static let tripleDESCBC: OID = "1.2.840.113549.3.7"
    }
}
