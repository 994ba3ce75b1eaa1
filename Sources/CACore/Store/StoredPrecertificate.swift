package import CAInterface

/// The precertificate of a request that waits for its timestamps, or had them. The row has no certificate before that.
package struct StoredPrecertificate: Sendable, Hashable {
    package let authority: AuthorityNumber
    package let request: RequestID
    /// The certificate will have the same serial number, validity and template.
    package let certificate: StoredCertificate

    package init(authority: AuthorityNumber, request: RequestID, certificate: StoredCertificate) {
        self.authority = authority
        self.request = request
        self.certificate = certificate
    }
}
