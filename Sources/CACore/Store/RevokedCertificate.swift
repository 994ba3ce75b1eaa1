package import PortableFoundation
import PKIDirectory

/// An entry for a CRL.
package struct RevokedCertificate: Sendable, Hashable {
    /// Content octets of the serial number.
    package let serialNumber: [UInt8]
    package let when: Date
    /// RFC 5280 §5.3.1 number; 0 writes no extension.
    package let reason: Int

    package init(serialNumber: [UInt8], when: Date, reason: Int) {
        self.serialNumber = serialNumber
        self.when = when
        self.reason = reason
    }
}
