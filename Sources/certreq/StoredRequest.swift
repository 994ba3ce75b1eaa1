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
    let template: String?

    /// For people: the subject and the template, as far as the request has them.
    var name: String {
        let parts = [subject, template.map { "(\($0))" } ?? ""].filter { !$0.isEmpty }
        return parts.isEmpty ? "(without a name)" : parts.joined(separator: " ")
    }

    /// The request with this public key or, when only one has it, with this id at its CA.
    /// - Throws: `CAError` with 0x80070057 when several have the id.
    static func find(_ text: String, _ stores: StoreOptions) throws -> (store: EnrollmentStore, request: PendingRequest)? {
        var found: [(store: EnrollmentStore, request: PendingRequest)] = []
        for directory in stores.directories where EnrollmentStore.exists(at: directory) {
            let store = try EnrollmentStore(directory: directory)
            for request in try store.requests() {
                let summary = StoredRequest(request, store: directory)
                if summary.publicKey == text.lowercased() { return (store, request) }
                if summary.requestId == text { found.append((store, request)) }
            }
        }
        guard found.count < 2 else {
            throw CAError(
                .conflict,
                status: .invalidArgument,
                "\(found.count) requests have the id \(text) at different CAs. Give the number that certreq list shows at the start of the line."
            )
        }
        return found.first
    }

    init(_ request: PendingRequest, store: String) {
        publicKey = Hex.encode(Digest.sha256(request.publicKey))
        subject = (try? EnrollmentMessage(berEncoded: request.request).requests.first?.subject?.rfc4514) ?? ""
        created = request.created
        template = request.template
        state = State(request)
        (requestId, config, self.store) = (request.requestID, request.enrollmentAddress, store)
    }
}
