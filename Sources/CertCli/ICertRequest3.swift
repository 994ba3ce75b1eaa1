public import CAInterface

/// The additions of the third interface: another identity, ids as text, and whether the policy is stale.
///
/// Source: "ICertRequest3 interface (certcli.h)".
public protocol ICertRequest3: ICertRequest2 {
    /// The identity for all later calls of this object. Source: "ICertRequest3::SetCredential".
    ///
    /// The page knows it for `https://` configs only. Here every remote CA is reached over HTTPS, so it counts for every config string. Inside of a
    /// process the identity is fixed: the arguments are checked and change nothing.
    /// - Parameters:
    ///   - window: the parent of a prompt on Windows; unused here.
    ///   - type: `.username`, `.certificate` or `.anonymous`.
    ///   - credential: the account's name for `.username`; the certificate's SHA-1 thumbprint, 20 octets, for `.certificate`; otherwise empty.
    ///   - password: the account's password for `.username`; otherwise empty.
    /// - Throws: `CAError`: 0x80070057 for another type, or for arguments that do not belong to the type; 0x80004001 for `.kerberos`; 0x80092004 when
    ///   no certificate has that thumbprint.
    func setCredential(window: Int, type: EnrollmentAuthentication, credential: [UInt8], password: String) async throws

    /// ``ICertRequest/requestID`` as text; empty before any request. Source: "ICertRequest3::GetRequestIdString".
    var requestIDString: String { get }

    /// Fetches an issued certificate by request id in text, or by serial number. Source: "ICertRequest3::GetIssuedCertificate2".
    /// - Parameters:
    ///   - requestID: nil or empty when the serial number selects.
    ///   - serialNumber: an even number of hexadecimal digits with at most one zero at the beginning; nil or empty when the id selects.
    /// - Throws: `CAError` with 0x80070057 unless exactly one of the two selects.
    func issuedCertificate(config: String, requestIDString: String?, serialNumber: String?) async throws -> DispositionCode

    /// Whether the latest call failed because the client's copy of the policy is stale. Source: "ICertRequest3::GetRefreshPolicy".
    ///
    /// Only an enrollment web service says so. A CA behind `/api/v1` gives templates as they are now, so the answer is always false there.
    var refreshPolicy: Bool { get }
}

extension ICertRequest3 {
    /// The account for all later calls of this object.
    public func setCredential(user name: String, password: String) async throws {
        try await setCredential(window: 0, type: .username, credential: Array(name.utf8), password: password)
    }
}

/// Client certificates with their keys, by thumbprint, for ``ICertRequest3/setCredential(window:type:credential:password:)``.
public protocol ClientCertificateSource: Sendable {
    /// - Parameter thumbprint: the SHA-1 of the certificate.
    /// - Returns: nil when there is no such certificate with its key.
    func credential(thumbprint: [UInt8]) async throws -> Credential?
}
