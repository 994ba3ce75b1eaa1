/// ``IX509Enrollment`` with templates of policy servers. Source: "IX509Enrollment2 interface (certenroll.h)".
public protocol IX509Enrollment2: IX509Enrollment {
    /// A request for a template of a policy server, to be sent to a CA that the policy server names for it. Source:
    /// "IX509Enrollment2::InitializeFromTemplate".
    /// - Throws: `CAError`: 0x80004003 for nil, 0x800704DF the second time, 0x80094800 when no CA of the policy server issues for the
    ///   template.
    func initializeFromTemplate(
        _ context: X509CertificateEnrollmentContext,
        policyServer: (any IX509EnrollmentPolicyServer)?,
        template: X509CertificateTemplate?
    ) async throws
    /// As `installResponse`, and the installed certificate also says from which policy server it comes
    /// (``InstalledCertificate/policyServer``, property 87). Source: "IX509Enrollment2::InstallResponse2".
    func installResponse2(
        _ restrictions: InstallResponseRestrictionFlags,
        response: [UInt8],
        encoding: EncodingType,
        password: String?,
        enrollmentPolicyServerURL: String,
        enrollmentPolicyServerID: String,
        enrollmentPolicyServerFlags: PolicyServerUrlFlags,
        authFlags: X509EnrollmentAuthFlags
    ) async throws
    /// The policy server of the initialization. Throws 0x80040007 before it, 0x80094004 when there was none. Source:
    /// "IX509Enrollment2::get_PolicyServer".
    var policyServer: any IX509EnrollmentPolicyServer { get throws }
    /// The template of the initialization. Throws 0x80040007 before it, 0x80094004 when there was none. Source:
    /// "IX509Enrollment2::get_Template".
    var template: X509CertificateTemplate { get throws }
    /// The CA's name for the request, which an enrollment web service may choose freely; empty before `enroll`. Source:
    /// "IX509Enrollment2::get_RequestIdString".
    var requestIDString: String { get }
}
