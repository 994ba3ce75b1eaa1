package import PortableFoundation

/// The columns of a row that describe its certificate.
package struct StoredCertificate: Sendable, Hashable {
    /// The serial number in lowercase hexadecimal, unique for each authority.
    package let serialNumber: String
    /// DER.
    package let bytes: [UInt8]
    /// The issuing generation.
    package let generation: Int
    package let notBefore: Date
    package let notAfter: Date
    /// The template's flags at that time.
    package let enrollmentFlags: UInt32
    package let generalFlags: UInt32
    package let privateKeyFlags: UInt32
    /// The `CertificateTemplate` column: the name for schema 1, otherwise the OID.
    package let templateIdentifier: String
    /// The partition whose list its address names; 0 for none.
    package let partition: Int

    package init(
        serialNumber: String,
        bytes: [UInt8],
        generation: Int,
        notBefore: Date,
        notAfter: Date,
        enrollmentFlags: UInt32,
        generalFlags: UInt32,
        privateKeyFlags: UInt32,
        templateIdentifier: String,
        partition: Int = 0
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
        self.partition = partition
    }
}
