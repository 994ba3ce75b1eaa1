public import PKIFormats

/// The verdict on the signatures of an ``EnrollmentMessage``. It does not say whom to trust. Whether a certificate is valid, may act as a
/// registration authority, or is the one to be renewed is policy.
public struct EnrollmentVerification: Hashable, Sendable {
    /// The verdict on one signer.
    public enum Signer: Hashable, Sendable {
        /// The signature is valid and was made with the key of this certificate.
        case certificate(Certificate)
        /// The signature is valid and was made with the key of the request at this position of ``EnrollmentMessage/requests``.
        case requestKey(Int)
        /// There is only a hash instead of a signature, and the hash is right. It proves nothing.
        case noSignature
        /// The signer's certificate is missing.
        case unknown
        /// The signature is not valid.
        case invalid(String)
        /// The signature cannot be checked here.
        case unsupported(String)
    }

    /// The signers of each of ``EnrollmentMessage/layers``, in the order of ``SignedData/signers``.
    public let signers: [[Signer]]
    /// The proof of possession of each of ``EnrollmentMessage/requests``.
    public let possession: [RequestPossession]

    /// Whether each layer has a signer, no signature is invalid, unknown or impossible to check, and no proof of possession is false.
    /// Requests without a proof and layers without a signature are sound.
    public var isSound: Bool {
        let areSigned = signers.allSatisfy { layer in
            !layer.isEmpty
                && layer.allSatisfy { signer in
                    switch signer {
                    case .certificate, .requestKey, .noSignature: true
                    case .unknown, .invalid, .unsupported: false
                    }
                }
        }
        return areSigned
            && possession.allSatisfy { possession in
                switch possession {
                case .failed, .unsupported: false
                default: true
                }
            }
    }

    /// The certificates that signed the layer at `index` validly, in order: the agent, the registration authority, the one to be renewed.
    public func certificates(signingLayer index: Int) -> [Certificate] {
        guard signers.indices.contains(index) else { return [] }
        return signers[index].compactMap { signer in
            guard case .certificate(let certificate) = signer else { return nil }
            return certificate
        }
    }
}
