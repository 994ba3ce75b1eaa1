/// One CA as one caller sees it: asks for certificates and looks at earlier requests.
///
/// Two kinds of conformer: the engine bound to a caller, and a remote client bound to a credential. Errors are `CAError`.
public protocol CertificateAuthority: Sendable {
    /// Sends a new request. Pending, denied and failed requests are returned, not thrown.
    /// - Throws: `CAError.malformed` when the bytes cannot be read (no row is made), `.unavailable`.
    func submit(_ submission: Submission) async throws -> Disposition
    /// Looks at an earlier request of this caller (officers and auditors: of anybody).
    /// - Throws: `CAError.notFound`, alike for an absent request and another caller's.
    func disposition(of request: RequestID, wantsFullResponse: Bool) async throws -> Disposition
    /// As `disposition(of:)`, by serial number in hex.
    func disposition(ofSerial serial: String) async throws -> Disposition
    /// One CA property. Source: "ICertRequest2::GetCAProperty".
    /// - Throws: `CAError` with 0x80070057 for an unknown id or bad index, 0x80070002 where the value does not exist.
    func property(_ id: CAPropertyID, index: Int) async throws -> CAPropertyValue
}
