public import PKIFormats

/// A TPM 2.0 that attests the keys it holds: what the attestation objects need of one.
///
/// This library reaches no module by itself. A program conforms a type of its own to it, over a device, a daemon or the programs of tpm2-tools.
public protocol SecurityModule: Sendable {
    /// The provider's name, as a CA gets it.
    var providerName: String { get }

    /// The endorsement key, made from the standard template of its kind.
    func endorsementKey() async throws -> SubjectPublicKeyInfo

    /// DER of the manufacturer's certificates of that key; empty when there is none.
    func manufacturerCertificates() async throws -> [[UInt8]]

    /// The module's statement about a key that it holds: the identity key's public area as ``KeyAttestationStatement/identityBinding``, and a ``KeyAttestation`` that
    /// the identity key signed.
    func statement(about key: SubjectPublicKeyInfo) async throws -> KeyAttestationStatement

    /// Opens a challenge (TPM2_ActivateCredential).
    /// - Parameter challenge: TPM2B_ID_OBJECT and TPM2B_ENCRYPTED_SECRET.
    /// - Throws: when it was sealed for another module or another identity key.
    func activate(_ challenge: [UInt8]) async throws -> [UInt8]
}

extension SecurityModule {
    /// `Microsoft Platform Crypto Provider`, which CAs expect.
    public var providerName: String { "Microsoft Platform Crypto Provider" }

    /// None.
    public func manufacturerCertificates() async throws -> [[UInt8]] { [] }
}
