/// The bits of the RequestFlags column that we set. Source: MS-CSRA §3.1.1.1.2.
package enum RequestFlags {
    package static let renewal: UInt32 = 0x2
    package static let forceUTF8: UInt32 = 0x4
    /// The row is that of an exchange certificate: CAXCHGCERT.
    package static let exchangeCertificate: UInt32 = 0x8
    package static let onBehalfOf: UInt32 = 0x10
}
