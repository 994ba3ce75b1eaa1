/// The bits of the RequestFlags column that we set. Source: MS-CSRA §3.1.1.1.2.
package enum RequestFlags {
    package static let renewal: UInt32 = 0x2
    package static let forceUTF8: UInt32 = 0x4
    /// The row is that of an exchange certificate: CAXCHGCERT.
    package static let exchangeCertificate: UInt32 = 0x8
    package static let onBehalfOf: UInt32 = 0x10
    /// A key came to be archived, and the response names its hash: VALIDENCRYPTEDKEYHASH.
    package static let validEncryptedKeyHash: UInt32 = 0x40
    /// The requester has to answer the challenge of a key attestation, or has: CHALLENGEPENDING, CHALLENGESATISFIED.
    package static let challengePending: UInt32 = 0x400
    package static let challengeSatisfied: UInt32 = 0x800
    /// Why the key of the security module counts: TRUSTONUSE, TRUSTEKCERT, TRUSTEKKEY.
    package static let trustOnUse: UInt32 = 0x1000
    package static let trustedEndorsementCertificate: UInt32 = 0x2000
    package static let trustedEndorsementKey: UInt32 = 0x4000
}
