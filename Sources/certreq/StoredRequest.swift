import CAInterface
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats

/// A request of a store in a few words.
struct StoredRequest: Encodable {
    /// How far the request came, by the CA's last answer that reached this store.
    enum State: String, Encodable {
        case unsent, unanswered, pending, issued, denied, revoked, failed

        init(_ request: PendingRequest) {
            guard request.requestID != nil else {
                self = request.submissionKey == nil ? .unsent : .unanswered
                return
            }
            switch request.disposition {
            case .issued, .issuedOutOfBand: self = .issued
            case .denied: self = .denied
            case .revoked: self = .revoked
            case .error: self = .failed
            // A store of an earlier version has no answers. Its refused requests have lost their submission key.
            case nil where request.submissionKey == nil: self = .denied
            default: self = .pending
            }
        }

        var words: String {
            switch self {
            case .unsent: "not sent"
            case .unanswered: "sent, no answer yet"
            case .pending: "pending"
            case .issued: "issued, not installed"
            case .denied: "denied"
            case .revoked: "revoked"
            case .failed: "failed at the CA"
            }
        }
    }

    /// The SHA-256 of the public key, by which `delete` finds the request.
    let publicKey: String
    let subject: String
    let created: Date
    let state: State
    let requestId: String?
    let config: String?
    let store: String

    init(_ request: PendingRequest, store: String) {
        publicKey = Hex.encode(Digest.sha256(request.publicKey))
        subject = (try? EnrollmentMessage(berEncoded: request.request).requests.first?.subject?.rfc4514) ?? ""
        created = request.created
        state = State(request)
        (requestId, config, self.store) = (request.requestID, request.enrollmentAddress, store)
    }
}
