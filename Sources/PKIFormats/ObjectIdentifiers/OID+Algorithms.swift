// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Key, signature, digest and encryption algorithms (RFC 3279, 4055, 5480, 5758, 8018, 8410, 9881).
    public enum Algorithms {
        /// 1.2.840.113549.1.1.1
        public static let rsaEncryption: OID = "1.2.840.113549.1.1.1"
        /// 1.2.840.113549.1.1.4
        public static let rsaWithMD5: OID = "1.2.840.113549.1.1.4"
        /// 1.2.840.113549.1.1.5
        public static let rsaWithSHA1: OID = "1.2.840.113549.1.1.5"
        /// 1.2.840.113549.1.1.7
        public static let rsaesOAEP: OID = "1.2.840.113549.1.1.7"
        /// 1.2.840.113549.1.1.8
        public static let mgf1: OID = "1.2.840.113549.1.1.8"
        /// 1.2.840.113549.1.1.10
        public static let rsassaPSS: OID = "1.2.840.113549.1.1.10"
        /// 1.2.840.113549.1.1.11
        public static let rsaWithSHA256: OID = "1.2.840.113549.1.1.11"
        /// 1.2.840.113549.1.1.12
        public static let rsaWithSHA384: OID = "1.2.840.113549.1.1.12"
        /// 1.2.840.113549.1.1.13
        public static let rsaWithSHA512: OID = "1.2.840.113549.1.1.13"
        /// 1.2.840.113549.1.1.14
        public static let rsaWithSHA224: OID = "1.2.840.113549.1.1.14"
        /// 1.2.840.10045.2.1
        public static let ecPublicKey: OID = "1.2.840.10045.2.1"
        /// 1.2.840.10045.4.1
        public static let ecdsaWithSHA1: OID = "1.2.840.10045.4.1"
        /// 1.2.840.10045.4.3.1
        public static let ecdsaWithSHA224: OID = "1.2.840.10045.4.3.1"
        /// 1.2.840.10045.4.3.2
        public static let ecdsaWithSHA256: OID = "1.2.840.10045.4.3.2"
        /// 1.2.840.10045.4.3.3
        public static let ecdsaWithSHA384: OID = "1.2.840.10045.4.3.3"
        /// 1.2.840.10045.4.3.4
        public static let ecdsaWithSHA512: OID = "1.2.840.10045.4.3.4"
        /// 1.2.840.10045.3.1.7
        public static let p256: OID = "1.2.840.10045.3.1.7"
        /// 1.3.132.0.34
        public static let p384: OID = "1.3.132.0.34"
        /// 1.3.132.0.35
        public static let p521: OID = "1.3.132.0.35"
        /// Brainpool P256r1 (RFC 5639), 1.3.36.3.3.2.8.1.1.7.
        public static let brainpoolP256r1: OID = "1.3.36.3.3.2.8.1.1.7"
        /// Brainpool P384r1 (RFC 5639), 1.3.36.3.3.2.8.1.1.11.
        public static let brainpoolP384r1: OID = "1.3.36.3.3.2.8.1.1.11"
        /// Brainpool P512r1 (RFC 5639), 1.3.36.3.3.2.8.1.1.13.
        public static let brainpoolP512r1: OID = "1.3.36.3.3.2.8.1.1.13"
        /// 1.2.840.10040.4.1
        public static let dsa: OID = "1.2.840.10040.4.1"
        /// 1.2.840.10040.4.3
        public static let dsaWithSHA1: OID = "1.2.840.10040.4.3"
        /// 2.16.840.1.101.3.4.3.1
        public static let dsaWithSHA224: OID = "2.16.840.1.101.3.4.3.1"
        /// 2.16.840.1.101.3.4.3.2
        public static let dsaWithSHA256: OID = "2.16.840.1.101.3.4.3.2"
        /// 2.16.840.1.101.3.4.3.3
        public static let dsaWithSHA384: OID = "2.16.840.1.101.3.4.3.3"
        /// 2.16.840.1.101.3.4.3.4
        public static let dsaWithSHA512: OID = "2.16.840.1.101.3.4.3.4"
        /// 1.3.101.110
        public static let x25519: OID = "1.3.101.110"
        /// 1.3.101.111
        public static let x448: OID = "1.3.101.111"
        /// 1.3.101.112
        public static let ed25519: OID = "1.3.101.112"
        /// 1.3.101.113
        public static let ed448: OID = "1.3.101.113"
        /// 2.16.840.1.101.3.4.3.17
        public static let mlDSA44: OID = "2.16.840.1.101.3.4.3.17"
        /// 2.16.840.1.101.3.4.3.18
        public static let mlDSA65: OID = "2.16.840.1.101.3.4.3.18"
        /// 2.16.840.1.101.3.4.3.19
        public static let mlDSA87: OID = "2.16.840.1.101.3.4.3.19"
        /// 1.2.840.113549.2.5
        public static let md5: OID = "1.2.840.113549.2.5"
        /// 1.3.14.3.2.26
        public static let sha1: OID = "1.3.14.3.2.26"
        /// 2.16.840.1.101.3.4.2.1
        public static let sha256: OID = "2.16.840.1.101.3.4.2.1"
        /// 2.16.840.1.101.3.4.2.2
        public static let sha384: OID = "2.16.840.1.101.3.4.2.2"
        /// 2.16.840.1.101.3.4.2.3
        public static let sha512: OID = "2.16.840.1.101.3.4.2.3"
        /// 2.16.840.1.101.3.4.2.4
        public static let sha224: OID = "2.16.840.1.101.3.4.2.4"
        /// 1.2.840.113549.2.7
        public static let hmacWithSHA1: OID = "1.2.840.113549.2.7"
        /// 1.2.840.113549.2.9
        public static let hmacWithSHA256: OID = "1.2.840.113549.2.9"
        /// 1.2.840.113549.2.10
        public static let hmacWithSHA384: OID = "1.2.840.113549.2.10"
        /// 1.2.840.113549.2.11
        public static let hmacWithSHA512: OID = "1.2.840.113549.2.11"
        /// 1.2.840.113549.1.5.13
        public static let pbes2: OID = "1.2.840.113549.1.5.13"
        /// 1.2.840.113549.1.5.12
        public static let pbkdf2: OID = "1.2.840.113549.1.5.12"
        /// 2.16.840.1.101.3.4.1.2
        public static let aes128CBC: OID = "2.16.840.1.101.3.4.1.2"
        /// 2.16.840.1.101.3.4.1.22
        public static let aes192CBC: OID = "2.16.840.1.101.3.4.1.22"
        /// 2.16.840.1.101.3.4.1.42
        public static let aes256CBC: OID = "2.16.840.1.101.3.4.1.42"
        /// 1.2.840.113549.3.7
        public static let tripleDESCBC: OID = "1.2.840.113549.3.7"
        /// scrypt as a key derivation function (RFC 7914 §7), 1.3.6.1.4.1.11591.4.11.
        public static let scrypt: OID = "1.3.6.1.4.1.11591.4.11"
        /// PBMAC1, a password-based MAC (RFC 8018 appendix A.5), 1.2.840.113549.1.5.14.
        public static let pbmac1: OID = "1.2.840.113549.1.5.14"
        /// 1.2.840.113549.2.8
        public static let hmacWithSHA224: OID = "1.2.840.113549.2.8"
        /// DES in CBC mode, 1.3.14.3.2.7.
        public static let desCBC: OID = "1.3.14.3.2.7"
        /// RC2 in CBC mode (RFC 2268), 1.2.840.113549.3.2.
        public static let rc2CBC: OID = "1.2.840.113549.3.2"
        /// 1.2.840.113549.3.4
        public static let rc4: OID = "1.2.840.113549.3.4"
        /// PBES1 with MD2 and DES (RFC 8018 appendix A.3), 1.2.840.113549.1.5.1.
        public static let pbeWithMD2AndDES: OID = "1.2.840.113549.1.5.1"
        /// PBES1 with MD5 and DES, 1.2.840.113549.1.5.3.
        public static let pbeWithMD5AndDES: OID = "1.2.840.113549.1.5.3"
        /// PBES1 with MD2 and RC2 of 64 bits, 1.2.840.113549.1.5.4.
        public static let pbeWithMD2AndRC2: OID = "1.2.840.113549.1.5.4"
        /// PBES1 with MD5 and RC2 of 64 bits, 1.2.840.113549.1.5.6.
        public static let pbeWithMD5AndRC2: OID = "1.2.840.113549.1.5.6"
        /// PBES1 with SHA-1 and DES, 1.2.840.113549.1.5.10.
        public static let pbeWithSHA1AndDES: OID = "1.2.840.113549.1.5.10"
        /// PBES1 with SHA-1 and RC2 of 64 bits, 1.2.840.113549.1.5.11.
        public static let pbeWithSHA1AndRC2: OID = "1.2.840.113549.1.5.11"
        /// PKCS #12 with SHA-1 and RC4 of 128 bits (RFC 7292 appendix C), 1.2.840.113549.1.12.1.1.
        public static let pkcs12WithSHA1And128BitRC4: OID = "1.2.840.113549.1.12.1.1"
        /// PKCS #12 with SHA-1 and RC4 of 40 bits, 1.2.840.113549.1.12.1.2.
        public static let pkcs12WithSHA1And40BitRC4: OID = "1.2.840.113549.1.12.1.2"
        /// PKCS #12 with SHA-1 and triple DES with three keys, 1.2.840.113549.1.12.1.3.
        public static let pkcs12WithSHA1And3KeyTripleDES: OID = "1.2.840.113549.1.12.1.3"
        /// PKCS #12 with SHA-1 and triple DES with two keys, 1.2.840.113549.1.12.1.4.
        public static let pkcs12WithSHA1And2KeyTripleDES: OID = "1.2.840.113549.1.12.1.4"
        /// PKCS #12 with SHA-1 and RC2 of 128 bits, 1.2.840.113549.1.12.1.5.
        public static let pkcs12WithSHA1And128BitRC2: OID = "1.2.840.113549.1.12.1.5"
        /// PKCS #12 with SHA-1 and RC2 of 40 bits, 1.2.840.113549.1.12.1.6.
        public static let pkcs12WithSHA1And40BitRC2: OID = "1.2.840.113549.1.12.1.6"
        /// AES in GCM mode with a key of 128 bits (RFC 5084), 2.16.840.1.101.3.4.1.6.
        public static let aes128GCM: OID = "2.16.840.1.101.3.4.1.6"
        /// AES in GCM mode with a key of 192 bits, 2.16.840.1.101.3.4.1.26.
        public static let aes192GCM: OID = "2.16.840.1.101.3.4.1.26"
        /// AES in GCM mode with a key of 256 bits, 2.16.840.1.101.3.4.1.46.
        public static let aes256GCM: OID = "2.16.840.1.101.3.4.1.46"
        /// AES key wrap with a key of 128 bits (RFC 3565), 2.16.840.1.101.3.4.1.5.
        public static let aes128Wrap: OID = "2.16.840.1.101.3.4.1.5"
        /// AES key wrap with a key of 192 bits, 2.16.840.1.101.3.4.1.25.
        public static let aes192Wrap: OID = "2.16.840.1.101.3.4.1.25"
        /// AES key wrap with a key of 256 bits, 2.16.840.1.101.3.4.1.45.
        public static let aes256Wrap: OID = "2.16.840.1.101.3.4.1.45"
        /// Key wrap under a password (RFC 3211 §2.3), 1.2.840.113549.1.9.16.3.9.
        public static let passwordKeyWrap: OID = "1.2.840.113549.1.9.16.3.9"
        /// ECDH with the X9.63 derivation over SHA-1 (RFC 5753 §7.1.4), 1.3.133.16.840.63.0.2.
        public static let ecdhWithSHA1KDF: OID = "1.3.133.16.840.63.0.2"
        /// ECDH with the X9.63 derivation over SHA-224, 1.3.132.1.11.0.
        public static let ecdhWithSHA224KDF: OID = "1.3.132.1.11.0"
        /// ECDH with the X9.63 derivation over SHA-256, 1.3.132.1.11.1.
        public static let ecdhWithSHA256KDF: OID = "1.3.132.1.11.1"
        /// ECDH with the X9.63 derivation over SHA-384, 1.3.132.1.11.2.
        public static let ecdhWithSHA384KDF: OID = "1.3.132.1.11.2"
        /// ECDH with the X9.63 derivation over SHA-512, 1.3.132.1.11.3.
        public static let ecdhWithSHA512KDF: OID = "1.3.132.1.11.3"

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (rsaEncryption, "rsaEncryption"),
            (rsaWithMD5, "rsaWithMD5"),
            (rsaWithSHA1, "rsaWithSHA1"),
            (rsaesOAEP, "rsaesOAEP"),
            (mgf1, "mgf1"),
            (rsassaPSS, "rsassaPSS"),
            (rsaWithSHA256, "rsaWithSHA256"),
            (rsaWithSHA384, "rsaWithSHA384"),
            (rsaWithSHA512, "rsaWithSHA512"),
            (rsaWithSHA224, "rsaWithSHA224"),
            (ecPublicKey, "ecPublicKey"),
            (ecdsaWithSHA1, "ecdsaWithSHA1"),
            (ecdsaWithSHA224, "ecdsaWithSHA224"),
            (ecdsaWithSHA256, "ecdsaWithSHA256"),
            (ecdsaWithSHA384, "ecdsaWithSHA384"),
            (ecdsaWithSHA512, "ecdsaWithSHA512"),
            (p256, "p256"),
            (p384, "p384"),
            (p521, "p521"),
            (brainpoolP256r1, "brainpoolP256r1"),
            (brainpoolP384r1, "brainpoolP384r1"),
            (brainpoolP512r1, "brainpoolP512r1"),
            (dsa, "dsa"),
            (dsaWithSHA1, "dsaWithSHA1"),
            (dsaWithSHA224, "dsaWithSHA224"),
            (dsaWithSHA256, "dsaWithSHA256"),
            (dsaWithSHA384, "dsaWithSHA384"),
            (dsaWithSHA512, "dsaWithSHA512"),
            (x25519, "x25519"),
            (x448, "x448"),
            (ed25519, "ed25519"),
            (ed448, "ed448"),
            (mlDSA44, "mlDSA44"),
            (mlDSA65, "mlDSA65"),
            (mlDSA87, "mlDSA87"),
            (md5, "md5"),
            (sha1, "sha1"),
            (sha256, "sha256"),
            (sha384, "sha384"),
            (sha512, "sha512"),
            (sha224, "sha224"),
            (hmacWithSHA1, "hmacWithSHA1"),
            (hmacWithSHA256, "hmacWithSHA256"),
            (hmacWithSHA384, "hmacWithSHA384"),
            (hmacWithSHA512, "hmacWithSHA512"),
            (pbes2, "pbes2"),
            (pbkdf2, "pbkdf2"),
            (aes128CBC, "aes128CBC"),
            (aes192CBC, "aes192CBC"),
            (aes256CBC, "aes256CBC"),
            (tripleDESCBC, "tripleDESCBC"),
            (scrypt, "scrypt"),
            (pbmac1, "pbmac1"),
            (desCBC, "desCBC"),
            (rc2CBC, "rc2CBC"),
            (rc4, "rc4"),
            (pbeWithMD2AndDES, "pbeWithMD2AndDES"),
            (pbeWithMD5AndDES, "pbeWithMD5AndDES"),
            (pbeWithMD2AndRC2, "pbeWithMD2AndRC2"),
            (pbeWithMD5AndRC2, "pbeWithMD5AndRC2"),
            (pbeWithSHA1AndDES, "pbeWithSHA1AndDES"),
            (pbeWithSHA1AndRC2, "pbeWithSHA1AndRC2"),
            (pkcs12WithSHA1And128BitRC4, "pkcs12WithSHA1And128BitRC4"),
            (pkcs12WithSHA1And40BitRC4, "pkcs12WithSHA1And40BitRC4"),
            (pkcs12WithSHA1And3KeyTripleDES, "pkcs12WithSHA1And3KeyTripleDES"),
            (pkcs12WithSHA1And2KeyTripleDES, "pkcs12WithSHA1And2KeyTripleDES"),
            (pkcs12WithSHA1And128BitRC2, "pkcs12WithSHA1And128BitRC2"),
            (pkcs12WithSHA1And40BitRC2, "pkcs12WithSHA1And40BitRC2"),
            (aes128GCM, "aes128GCM"),
            (aes192GCM, "aes192GCM"),
            (aes256GCM, "aes256GCM"),
            (aes128Wrap, "aes128Wrap"),
            (aes192Wrap, "aes192Wrap"),
            (aes256Wrap, "aes256Wrap"),
            (passwordKeyWrap, "passwordKeyWrap"),
            (ecdhWithSHA1KDF, "ecdhWithSHA1KDF"),
            (ecdhWithSHA224KDF, "ecdhWithSHA224KDF"),
            (ecdhWithSHA256KDF, "ecdhWithSHA256KDF"),
            (ecdhWithSHA384KDF, "ecdhWithSHA384KDF"),
            (ecdhWithSHA512KDF, "ecdhWithSHA512KDF"),
        ]
    }
}
