import PortableFoundation
import PKIDirectory
import Synchronization

/// The values that readers find in memory. They are replaced after a durable transaction, before its callers are answered, so a reader sees everything that
/// was acknowledged.
final class StoreMemory: Sendable {
    private struct Contents {
        var snapshot: RecordSnapshot
        var principals = PrincipalCache()
    }

    private let contents: Mutex<Contents>

    init(snapshot: RecordSnapshot) { contents = Mutex(Contents(snapshot: snapshot)) }

    var snapshot: RecordSnapshot { contents.withLock { $0.snapshot } }
    var rightsEpoch: Int { contents.withLock { $0.snapshot.rightsEpoch } }

    func publish(_ state: WriterState) {
        contents.withLock { contents in
            contents.snapshot = state.snapshot
            if state.directoryChanged { contents.principals = PrincipalCache() }
        }
    }

    /// The same for a value that another connection may have overtaken: an older one is ignored.
    func publishNewer(_ state: WriterState) {
        contents.withLock { contents in
            guard state.snapshot.rightsEpoch > contents.snapshot.rightsEpoch else { return }
            contents.snapshot = state.snapshot
            contents.principals = PrincipalCache()
        }
    }

    /// The remembered value of `name`, and the epoch to hand back with the result of a look-up in the file.
    func remembered(_ name: PrincipalCache.Name) -> (principal: Principal?, epoch: Int) {
        contents.withLock { ($0.principals[name], $0.snapshot.rightsEpoch) }
    }

    /// Keeps a value from the file, unless rights have changed since: then it may be the former value.
    func remember(_ principal: Principal, as name: PrincipalCache.Name, readAt epoch: Int) {
        contents.withLock { contents in
            if contents.snapshot.rightsEpoch == epoch { contents.principals.insert(principal, as: name) }
        }
    }

    func rememberedPassword(of principal: UUID) -> (record: PasswordRecord?, epoch: Int) {
        contents.withLock { ($0.principals.password(of: principal), $0.snapshot.rightsEpoch) }
    }

    func remember(_ password: PasswordRecord, of principal: UUID, readAt epoch: Int) {
        contents.withLock { contents in
            if contents.snapshot.rightsEpoch == epoch { contents.principals.insert(password, of: principal) }
        }
    }
}
