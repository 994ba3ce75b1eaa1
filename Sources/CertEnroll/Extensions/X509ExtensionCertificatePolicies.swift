public import PKIFormats

/// 2.5.29.32: the policies under which a certificate was issued. Source: "IX509ExtensionCertificatePolicies interface".
public final class X509ExtensionCertificatePolicies: KnownX509Extension<CertificatePolicies> {
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80094004 without policies.
    public func initializeEncode(_ policies: X509CertificatePolicies) throws {
        try initialize(encoding: CertificatePolicies(information: try policies.requiredValues()))
    }

    /// The policies. Source: "IX509ExtensionCertificatePolicies::get_Policies".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var policies: X509CertificatePolicies { get throws { try X509CertificatePolicies(try known(for: "policies").information) } }
}
