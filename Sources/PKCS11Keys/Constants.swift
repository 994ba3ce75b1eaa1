// Numbers of PKCS #11 2.40 (Base Specification appendix B; Mechanisms; EdDSA from version 3.0) that are used here, under their names there.

enum CKA {
    static let objectClass: UInt = 0x000
    static let token: UInt = 0x001
    static let `private`: UInt = 0x002
    static let label: UInt = 0x003
    static let value: UInt = 0x011
    static let keyType: UInt = 0x100
    static let id: UInt = 0x102
    static let sensitive: UInt = 0x103
    static let encrypt: UInt = 0x104
    static let decrypt: UInt = 0x105
    static let sign: UInt = 0x108
    static let verify: UInt = 0x10A
    static let modulus: UInt = 0x120
    static let modulusBits: UInt = 0x121
    static let publicExponent: UInt = 0x122
    static let privateExponent: UInt = 0x123
    static let prime1: UInt = 0x124
    static let prime2: UInt = 0x125
    static let exponent1: UInt = 0x126
    static let exponent2: UInt = 0x127
    static let coefficient: UInt = 0x128
    static let extractable: UInt = 0x162
    static let ecParameters: UInt = 0x180
    static let ecPoint: UInt = 0x181
}

enum CKO {
    static let publicKey: UInt = 2
    static let privateKey: UInt = 3
}

enum CKK {
    static let rsa: UInt = 0x00
    static let ec: UInt = 0x03
    static let ecEdwards: UInt = 0x40
}

enum CKM {
    static let rsaKeyPairGeneration: UInt = 0x0000
    static let rsaPKCS: UInt = 0x0001
    static let rsaOAEP: UInt = 0x0009
    static let rsaPSS: UInt = 0x000D
    static let sha1: UInt = 0x0220
    static let sha256: UInt = 0x0250
    static let sha384: UInt = 0x0260
    static let sha512: UInt = 0x0270
    static let ecKeyPairGeneration: UInt = 0x1040
    static let ecdsa: UInt = 0x1041
    static let edwardsKeyPairGeneration: UInt = 0x1055
    static let eddsa: UInt = 0x1057
}

enum CKG {
    static let mgf1SHA1: UInt = 1
    static let mgf1SHA256: UInt = 2
    static let mgf1SHA384: UInt = 3
    static let mgf1SHA512: UInt = 4
}

enum CKF {
    /// C_Initialize: the module may use the system's locks.
    static let osLockingOK: UInt = 0x02
    /// C_OpenSession.
    static let rwSession: UInt = 0x02
    static let serialSession: UInt = 0x04
    /// Tokens.
    static let writeProtected: UInt = 0x0000_0002
    static let loginRequired: UInt = 0x0000_0004
    static let protectedAuthenticationPath: UInt = 0x0000_0100
    static let tokenInitialized: UInt = 0x0000_0400
    static let userPINFinalTry: UInt = 0x0002_0000
    static let userPINLocked: UInt = 0x0004_0000
}

enum CKU {
    static let user: UInt = 1
}

/// CKZ_DATA_SPECIFIED: the label of OAEP is given.
let ckzDataSpecified: UInt = 1
