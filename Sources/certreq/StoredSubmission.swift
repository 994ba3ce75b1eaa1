import CAInterface
import CertCli
import CertEnroll
import PKIFormats

/// A request that `certreq new` made in a store, on its way to a CA. Its submission key is in the store before the request is sent, so the same
/// command, run again after a lost answer, gets the same certificate. Requests of other programs have no such key.
struct StoredSubmission {
    private let store: EnrollmentStore
    private let pending: PendingRequest

    var key: String? { pending.submissionKey }

    /// nil when no store of this account has the request.
    init?(_ der: [UInt8], _ stores: StoreOptions, config: String, attributes: String) throws {
        for directory in stores.directories where EnrollmentStore.exists(at: directory) {
            guard let store = try? EnrollmentStore(directory: directory), let found = try store.request(derEncoded: der) else { continue }
            self.store = store
            pending = try store.prepareSubmission(of: found, to: config, attributes: attributes)
            return
        }
        return nil
    }

    /// The request of this account that the CA knows under this id; nil when no store has it.
    init?(requestID: Int, _ stores: StoreOptions, config: String) throws {
        for directory in stores.directories where EnrollmentStore.exists(at: directory) {
            guard let store = try? EnrollmentStore(directory: directory),
                let found = try store.requests().first(where: { $0.requestID == String(requestID) && $0.enrollmentAddress == config })
            else { continue }
            (self.store, pending) = (store, found)
            return
        }
        return nil
    }

    func note(_ client: CertCli.CertRequest, _ disposition: DispositionCode) throws {
        try store.noteAnswer(to: pending, requestID: String(client.requestID), disposition: disposition)
    }
}
