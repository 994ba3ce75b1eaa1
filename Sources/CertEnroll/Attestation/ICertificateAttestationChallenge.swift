public import CertCli

/// The challenge of a CA to the security module that holds the key of a request. Source: "ICertificateAttestationChallenge interface (certenroll.h)".
public protocol ICertificateAttestationChallenge: AnyObject {
    /// Takes the CA's full response to a request that waits. Source: "ICertificateAttestationChallenge::Initialize".
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80094004 when the response has no challenge, 0x800B0109 when the exchange certificate is not trusted.
    func initialize(_ encoding: EncodingType, pendingFullResponse: [UInt8]) throws
    /// Has the module open the challenge, and encrypts the secret for the CA. Source: "ICertificateAttestationChallenge::DecryptChallenge".
    /// - Throws: `CAError` with 0x80040007 before initialization; what the module throws.
    func decryptChallenge(_ encoding: EncodingType) async throws -> EncodedBytes
    /// The number of the request at its CA. Source: "ICertificateAttestationChallenge::get_RequestID".
    var requestID: String { get throws }
}

/// Source: "ICertificateAttestationChallenge2 interface (certenroll.h)".
public protocol ICertificateAttestationChallenge2: ICertificateAttestationChallenge {
    /// Source: "ICertificateAttestationChallenge2::put_KeyContainerName".
    /// - Throws: `CAError` with 0x80004001: the module finds its identity key itself.
    func setKeyContainerName(_ name: String) throws
    /// Source: "ICertificateAttestationChallenge2::put_KeyBlob".
    /// - Throws: `CAError` with 0x80004001: the module finds its identity key itself.
    func setKeyBlob(_ encoding: EncodingType, _ blob: [UInt8]) throws
}
