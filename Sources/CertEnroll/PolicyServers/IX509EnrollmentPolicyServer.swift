public import PortableFoundation

/// A server that says which templates there are and which CAs issue for them. Source: "IX509EnrollmentPolicyServer interface".
///
/// The documented classes ask Active Directory or a policy web service (MS-XCEP); ``X509EnrollmentPolicyServer`` asks a Chancery server. If the
/// documented method returns a failure HRESULT, the Swift method throws a `CAError` whose `status` is that HRESULT: 0x80040007 before
/// initialization, 0x8007139F where a loaded policy is needed and there is none.
public protocol IX509EnrollmentPolicyServer: AnyObject {
    /// Source: "IX509EnrollmentPolicyServer::Initialize".
    /// - Parameters:
    ///   - url: `https://host[:port]`.
    ///   - id: what ``getPolicyServerID()`` must be; empty for any. It is compared when the policy is loaded (0x8007000D).
    ///   - isUntrusted: only kept: the trust in the connection is the trust in the CAs.
    /// - Throws: `CAError`: 0x800704DF the second time, 0x80070057 for another address, 0x80004001 for Kerberos.
    func initialize(
        url: String,
        id: String,
        authFlags: X509EnrollmentAuthFlags,
        isUntrusted: Bool,
        context: X509CertificateEnrollmentContext
    ) throws
    /// Gets the policy: from the cache while it is fresh, from the server otherwise; `cacheOnly` never asks the server, `reload` always does.
    /// Source: "IX509EnrollmentPolicyServer::LoadPolicy".
    /// - Throws: `CAError`: 0x80070057 for an unknown option, 0x8007139F when the server cannot be reached or refuses, 0x80070002 when
    ///   nothing is cached, 0x8007000D when the server is not the one of the identifier.
    func loadPolicy(_ option: X509EnrollmentPolicyLoadOption) async throws
    /// Source: "IX509EnrollmentPolicyServer::GetTemplates".
    func getTemplates() throws -> X509CertificateTemplates
    /// The CAs that issue for a template. Source: "IX509EnrollmentPolicyServer::GetCAsForTemplate".
    func getCAsForTemplate(_ template: X509CertificateTemplate) throws -> CertificationAuthorities
    /// Source: "IX509EnrollmentPolicyServer::GetCAs".
    func getCAs() throws -> CertificationAuthorities
    /// Loads the policy from the server. Source: "IX509EnrollmentPolicyServer::Validate".
    /// - Throws: 0x8007139F for an imported policy.
    func validate() async throws
    /// Always 0x80004001, as documented. Source: "IX509EnrollmentPolicyServer::GetCustomOids".
    func getCustomOids() throws -> ObjectIds
    /// When the policy is no longer fresh. Source: "IX509EnrollmentPolicyServer::GetNextUpdateTime".
    func getNextUpdateTime() throws -> Date
    /// Source: "IX509EnrollmentPolicyServer::GetLastUpdateTime".
    func getLastUpdateTime() throws -> Date
    /// Source: "IX509EnrollmentPolicyServer::GetPolicyServerUrl".
    func getPolicyServerURL() throws -> String
    /// A GUID in braces, which is the same for all CAs under one root. Source: "IX509EnrollmentPolicyServer::GetPolicyServerId".
    func getPolicyServerID() throws -> String
    /// The registered name, or the server's host. Source: "IX509EnrollmentPolicyServer::GetFriendlyName".
    func getFriendlyName() throws -> String
    /// Whether the server is registered as the default. Source: "IX509EnrollmentPolicyServer::GetIsDefaultCEP".
    func getIsDefaultCEP() throws -> Bool
    /// Whether the registration has `PsfUseClientId`. Source: "IX509EnrollmentPolicyServer::GetUseClientId".
    func getUseClientID() throws -> Bool
    /// Source: "IX509EnrollmentPolicyServer::GetAllowUnTrustedCA".
    func getAllowUnTrustedCA() throws -> Bool
    /// The file of the cached policy. Source: "IX509EnrollmentPolicyServer::GetCachePath".
    func getCachePath() throws -> String
    /// The folder of cached policies. Source: "IX509EnrollmentPolicyServer::GetCacheDir".
    func getCacheDir() throws -> String
    /// Source: "IX509EnrollmentPolicyServer::GetAuthFlags".
    func getAuthFlags() throws -> X509EnrollmentAuthFlags
    /// The account that asks. Source: "IX509EnrollmentPolicyServer::SetCredential".
    ///
    /// Anonymous: both nil. User name: name and password. Certificate: the thumbprint in hex of a certificate in the store of the context, and
    /// no password.
    /// - Parameter parentWindow: there is no window; ignored.
    /// - Throws: `CAError`: 0x80070057 when the arguments do not fit the flag, 0x80004001 for Kerberos, 0x80092004 when the store has no such
    ///   certificate, 0x8009200A when it does not have its key.
    func setCredential(parentWindow: Int, flag: X509EnrollmentAuthFlags, credential: String?, password: String?) async throws
    /// Whether the server's templates or CAs are others than those loaded. False unless the policy was loaded with `registerForADChanges`.
    /// Source: "IX509EnrollmentPolicyServer::QueryChanges".
    func queryChanges() async throws -> Bool
    /// Takes a policy that ``export(_:)`` wrote. Source: "IX509EnrollmentPolicyServer::InitializeImport".
    /// - Throws: `CAError`: 0x800704DF the second time, 0x8007000D for other bytes.
    func initializeImport(_ document: [UInt8]) throws
    /// The policy as bytes. CAs are written with every flag, because a policy without them is of no use. Source:
    /// "IX509EnrollmentPolicyServer::Export".
    func export(_ flags: X509EnrollmentPolicyExportFlags) throws -> [UInt8]
    /// Servers with the same identifier are asked in the order of their cost. Source: "IX509EnrollmentPolicyServer::get_Cost".
    var cost: Int32 { get set }

    /// Where an enrollment for a template is sent: the first CA that issues for it. Not a documented member.
    /// - Throws: `CAError` with 0x80094800 when no CA issues for it.
    func enrollmentServer(for template: X509CertificateTemplate) async throws -> any EnrollmentServer
}
