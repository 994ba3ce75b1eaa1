public import CertCli

/// Enrollment from the key to the installed certificate.
///
/// Source: "IX509Enrollment interface (certenroll.h)". Every documented member is here under its name in Swift case. If the documented
/// method returns a failure HRESULT, the Swift method throws a `CAError` whose `status` is that HRESULT.
///
/// There are three ways to use it. Automatic: `initializeFromTemplateName`, `enroll`. Out of band: any initialization, `createRequest`,
/// hand over the request, `installResponse`. Delayed: as out of band, but with `initialize` or `initializeFromRequest` on a new object,
/// perhaps in another process, before `installResponse`. Key and properties then come from the store and not from the object.
public protocol IX509Enrollment: AnyObject {
    /// A default PKCS #10 request. Source: "IX509Enrollment::Initialize". Like every initialization, it throws 0x800704DF the second time.
    func initialize(_ context: X509CertificateEnrollmentContext) throws
    /// A request for a template, by common name or dotted identifier. Source: "IX509Enrollment::InitializeFromTemplateName".
    func initializeFromTemplateName(_ context: X509CertificateEnrollmentContext, templateName: String) async throws
    /// A request made elsewhere. Source: "IX509Enrollment::InitializeFromRequest".
    func initializeFromRequest(_ request: any IX509CertificateRequest) async throws
    /// Encodes and signs the request, keeps its key in the store, and returns it. Source: "IX509Enrollment::CreateRequest".
    func createRequest(_ encoding: EncodingType) async throws -> EncodedBytes
    /// Sends the request to a CA and installs the certificate when it is issued. `status` has the result: pending and denied are not
    /// errors. Source: "IX509Enrollment::Enroll".
    func enroll() async throws
    /// Installs a CA's answer: a certificate, a PKCS #7 chain, a CMC full response, or a PFX under `password`. The key of a PFX is
    /// installed too when the restrictions allow that no request is outstanding. Source: "IX509Enrollment::InstallResponse".
    /// - Throws: `CAError`: 0x80040007 not initialized, 0x80092004 no request of this store has the key, 0x800B010A chain incomplete,
    ///   0x800B0109 root not trusted, 0x80070216 password over 64 KiB, 0x80070056 wrong password of a PFX,
    ///   0x80091002 a PFX with a cipher that is not computed here, or only with the ciphers of old files.
    func installResponse(_ restrictions: InstallResponseRestrictionFlags, response: [UInt8], encoding: EncodingType, password: String?)
        async throws
    /// Certificate and key as PKCS #12 (AES-256, PBKDF2, HMAC-SHA-256), with the issuers as the options say. Source:
    /// "IX509Enrollment::CreatePFX".
    /// - Parameter password: nil for none, which other programs treat as the empty one.
    /// - Throws: `CAError`: 0x80040007 not initialized, 0x80094004 nothing is installed, 0x80095000 the key was not made exportable,
    ///   0x80070057 unknown option, 0x80070216 password over 64 KiB.
    func createPFX(password: String?, exportOptions: PFXExportOptions, encoding: EncodingType) async throws -> EncodedBytes

    /// The request; may be changed before `createRequest` and `enroll`. Throws 0x80040007 before initialization.
    var request: any IX509CertificateRequest { get throws }
    /// No user interface. This library has none; the value is only kept.
    var silent: Bool { get set }
    /// The parent of dialogs. This library has none; the value is only kept.
    var parentWindow: Int { get set }
    /// The attributes sent to the CA beside the request. Setting and reading them throw 0x80040007 before initialization.
    var nameValuePairs: X509NameValuePairs { get throws }
    /// The context of initialization. Throws 0x80040007 before it.
    var enrollmentContext: X509CertificateEnrollmentContext { get throws }
    /// The state of the enrollment.
    var status: X509EnrollmentStatus { get }
    /// The installed certificate. Throws 0x80094004 before it exists.
    func certificate(_ encoding: EncodingType) throws -> EncodedBytes
    /// The CA's answer, unchanged. Throws 0x80094004 before it exists.
    func response(_ encoding: EncodingType) throws -> EncodedBytes
    /// At most 260 characters (0x800700CE); copied to the installed certificate.
    var certificateFriendlyName: String { get }
    /// Sets the friendly name.
    func setCertificateFriendlyName(_ name: String) throws
    /// At most 260 characters (0x800700CE); copied to the installed certificate.
    var certificateDescription: String { get }
    /// Sets the description.
    func setCertificateDescription(_ text: String) throws
    /// The CA's number of the request; 0 before `enroll`, and if the CA gives no number.
    var requestID: Int { get }
    /// `host[:port]\CA name` of the CA that was asked; empty before `enroll`.
    var caConfigString: String { get }
}
