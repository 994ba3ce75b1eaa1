package import PortableFoundation

/// The certificate half of a row.
package struct StoredCertificate: Sendable, Hashable {
    /// Lower-case hex of the serial number, unique per authority.
    package let serialNumber: String
    /// DER.
    package let bytes: [UInt8]
    /// The issuing generation.
    package let generation: Int
    package let notBefore: Date
    package let notAfter: Date
    /// The template's own flags at the time.
    package let enrollmentFlags: UInt32
    package let generalFlags: UInt32
    package let privateKeyFlags: UInt32
    /// `CertificateTemplate` column: name for schema 1, OID otherwise.
    package let templateIdentifier: String

    package init(
        serialNumber: String,
        bytes: [UInt8],
        generation: Int,
        notBefore: Date,
        notAfter: Date,
        enrollmentFlags: UInt32,
        generalFlags: UInt32,
        privateKeyFlags: UInt32,
        templateIdentifier: String
    ) {
        self.serialNumber = serialNumber
        self.bytes = bytes
        self.generation = generation
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.enrollmentFlags = enrollmentFlags
        self.generalFlags = generalFlags
        self.privateKeyFlags = privateKeyFlags
        self.templateIdentifier = templateIdentifier
    }
}
