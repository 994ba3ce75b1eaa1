public import PKIFormats

/// 1.3.6.1.4.1.311.21.10: the application policies of a certificate. Source: "IX509ExtensionMSApplicationPolicies interface".
public final class X509ExtensionMSApplicationPolicies: KnownX509Extension<ApplicationPolicies> {
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80094004 without policies.
    public func initializeEncode(_ policies: X509CertificatePolicies) throws {
        try initialize(encoding: ApplicationPolicies(information: try policies.requiredValues()))
    }

    /// The policies. Source: "IX509ExtensionMSApplicationPolicies::get_Policies".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var policies: X509CertificatePolicies { get throws { try X509CertificatePolicies(try known(for: "policies").information) } }
}
