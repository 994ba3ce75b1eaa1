public import CAInterface
public import CertCli
import PKICrypto
public import PKIFormats

/// A request of any kind while it is built, encoded and handed over. Source: "IX509CertificateRequest interface".
///
/// A PKCS #10 request is the innermost of every kind: a PKCS #7 or CMC request wraps one, and a self-signed certificate is one that signs
/// itself. An enrollment reads key, template and exportability from the innermost request and sends the outermost.
public protocol IX509CertificateRequest: AnyObject {
    /// The kind. Source: "IX509CertificateRequest::get_Type".
    var type: X509RequestType { get }
    /// The format under which the bytes are sent to a CA.
    var format: RequestFormat { get }
    /// The context that owns the request. Source: "IX509CertificateRequest::get_EnrollmentContext".
    var enrollmentContext: X509CertificateEnrollmentContext { get }
    /// A default request. Source: "IX509CertificateRequest::Initialize".
    /// - Throws: `CAError` with 0x800704DF the second time.
    func initialize(_ context: X509CertificateEnrollmentContext) throws
    /// The request inside. Source: "IX509CertificateRequest::GetInnerRequest".
    /// - Throws: `CAError` with 0x80070057 when there is none at that level.
    func innerRequest(_ level: InnerRequestLevel) throws -> any IX509CertificateRequest
    /// The PKCS #10 request that contains the key: the request itself, if nothing is wrapped.
    var innermost: X509CertificateRequestPkcs10 { get }
    /// Signs, and first makes a key if the request has none. Source: "IX509CertificateRequest::Encode".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x80090016 when the request has a public key without its private one,
    ///   0x80094804 when a key is to be archived and the CA's certificate for it is missing.
    func encode(with keys: any KeyMaker) async throws
    /// Forgets the signed form, so that the request may be changed. Source: "IX509CertificateRequest::ResetForEncode".
    /// - Throws: `CAError` with 0x80040007, 0x8007139F when not encoded.
    func resetForEncode() throws
    /// The DER of the request. Source: "IX509CertificateRequest::get_RawData".
    /// - Throws: `CAError` with 0x80040007, 0x8007139F before `encode`.
    func rawData(_ encoding: EncodingType) throws -> EncodedBytes
    /// No user interface. This library has none; the value is handed on to what is inside. Source: "IX509CertificateRequest::get_Silent".
    var silent: Bool { get set }
    /// The parent of dialogs. This library has none; the value is handed on to what is inside. Source:
    /// "IX509CertificateRequest::get_ParentWindow".
    var parentWindow: Int { get set }
    /// The text of dialogs. This library has none; the value is handed on to what is inside. Source:
    /// "IX509CertificateRequest::get_UIContextMessage".
    var uiContextMessage: String { get set }
    /// Whether default attributes and extensions are left out. Source: "IX509CertificateRequest::get_SuppressDefaults".
    var suppressDefaults: Bool { get set }
    /// The kind of program that makes the request. Source: "IX509CertificateRequest::get_ClientId".
    var clientID: RequestClientInfoClientId { get set }
    /// The digest of the signatures; nil for the keys' own. Source: "IX509CertificateRequest::get_HashAlgorithm".
    var hashAlgorithm: DigestAlgorithm? { get set }
    /// Whether signatures name their digest in parameters: RSA-PSS, ecdsa-with-Specified. Source:
    /// "IX509CertificateRequest::get_AlternateSignatureAlgorithm".
    var alternateSignatureAlgorithm: Bool { get set }
    /// The public key to be certified, once it exists.
    var publicKey: SubjectPublicKeyInfo? { get }
    /// DER of the certificate that is renewed. Source: "IX509CertificateRequest::get_RenewalCertificate".
    var renewalCertificate: [UInt8]? { get set }
    /// The hash of the encrypted private key that is sent for archival. Source: "IX509CertificateRequestCmc::get_EncryptedKeyHash".
    var encryptedKeyHash: [UInt8]? { get }
}

extension IX509CertificateRequest {
    /// `encode` with software keys.
    public func encode() async throws { try await encode(with: SoftwareKeyMaker()) }

    /// `rawData` as base64 without header lines.
    public func rawData() throws -> EncodedBytes { try rawData(.base64) }
}
