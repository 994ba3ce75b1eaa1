public import PKIFormats

/// What the signatures of an ``EnrollmentMessage`` say. Nothing here says whom to trust: whether a certificate is valid, may act as a
/// registration authority or is the one to be renewed is policy.
public struct EnrollmentVerification: Hashable, Sendable {
    /// What became of one signer.
    public enum Signer: Hashable, Sendable {
        /// The signature is valid and was made with the key of this certificate.
        case certificate(Certificate)
        /// The signature is valid and was made with the key of the request at this position of ``EnrollmentMessage/requests``.
        case requestKey(Int)
        /// There is no signature, only a hash, which is right. It proves nothing.
        case noSignature
        /// The signer's certificate is not there.
        case unknown
        /// The signature is not valid.
        case invalid(String)
        /// The signature cannot be judged here.
        case unsupported(String)
    }

    /// For each of ``EnrollmentMessage/layers`` its signers, in the order of ``SignedData/signers``.
    public let signers: [[Signer]]
    /// For each of ``EnrollmentMessage/requests`` what shows possession of its key.
    public let possession: [RequestPossession]

    /// Whether no signature is invalid, unknown or not to be judged, each layer has a signer, and no proof of possession is false. Requests
    /// without a proof and layers without a signature are sound.
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
