package import CAInterface
import CertCli
import PKIFormats
import SystemFiles

/// The store's knowledge of a request on its way to a CA, in one place for `X509Enrollment` and for programs that submit by `CertRequest`.
extension EnrollmentStore {
    /// Gives the request a submission key and writes it to disk. A request that was sent to the same CA with the same attributes, and not
    /// refused, keeps its key: sending it again asks for the first result.
    package func prepareSubmission(
        of pending: PendingRequest,
        to address: String,
        attributes: String
    ) throws(CAError) -> PendingRequest {
        var pending = pending
        if pending.submissionKey == nil || pending.enrollmentAddress != address || pending.attributes != attributes {
            pending.submissionKey = SubmissionKey.fresh()
            pending.enrollmentAddress = address
            pending.attributes = attributes
            pending.requestID = nil
            pending.disposition = nil
        }
        try save(pending)
        return pending
    }

    /// Records the CA's answer.
    package func noteAnswer(to pending: PendingRequest, requestID: String, disposition: DispositionCode) throws(CAError) {
        var pending = pending
        pending.requestID = requestID
        pending.disposition = disposition
        switch disposition {
        case .issued, .issuedOutOfBand, .underSubmission, .incomplete: break
        default:
            // The CA refused it for good, so a repetition is another request. It stays in the store, because an officer may still issue it.
            pending.submissionKey = nil
            pending.intent = nil
        }
        // Without this answer the same submission key brings it again, so old or new after a power cut are both right.
        try save(pending, durability: .content)
    }

    /// The request of this store with these bytes.
    package func request(derEncoded: [UInt8]) throws(CAError) -> PendingRequest? {
        guard let request = try? CertificationRequest(derEncoded: derEncoded) else {
            // A signed request is found by its bytes.
            return try requests().first { $0.request == derEncoded }
        }
        guard let pending = try self.request(publicKey: request.subjectPublicKeyInfo), pending.request == derEncoded else { return nil }
        return pending
    }

    /// The place of the private key of a public key, as a request or a certificate of the store knows it.
    func keyReference(of publicKey: SubjectPublicKeyInfo) throws(CAError) -> KeyReference? {
        if let pending = try request(publicKey: publicKey) { return pending.key }
        return try certificate(publicKey: publicKey)?.key
    }
}
