import CAInterface

/// The policy servers that are registered for a user or for the machine, the cheapest first. Source: "IX509PolicyServerListManager interface".
public final class X509PolicyServerListManager: ObjectCollection<X509PolicyServerUrl> {
    private let stores: EnrollmentStore.Location
    private var context = InitializedOnce<X509CertificateEnrollmentContext>("The list of policy servers")

    /// - Parameter stores: where registrations are kept.
    public init(stores: EnrollmentStore.Location) {
        self.stores = stores
        super.init()
    }

    /// Reads the list. Source: "IX509PolicyServerListManager::Initialize".
    /// - Parameter flags: `locationRegistry` for the list of the context, `locationGroupPolicy` for that of the machine, which its
    ///   administrator keeps; both for both.
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80070057 without a location.
    public func initialize(_ context: X509CertificateEnrollmentContext, flags: PolicyServerUrlFlags) async throws {
        guard !flags.isDisjoint(with: [.locationRegistry, .locationGroupPolicy]) else {
            throw CAError.badArgument("The list needs a location: PsfLocationGroupPolicy (1), PsfLocationRegistry (2) or both.")
        }
        try self.context.initialize(context)
        var directories: [String] = []
        if flags.contains(.locationRegistry) { directories.append(stores.directory(of: context)) }
        if flags.contains(.locationGroupPolicy), !directories.contains(stores.machine) { directories.append(stores.machine) }
        let existing = directories
        let servers = try await BlockingWork.run {
            var servers: [RegisteredPolicyServer] = []
            for directory in existing where EnrollmentStore.exists(at: directory) {
                servers += try EnrollmentStore(directory: directory).policyServers()
            }
            return servers.sorted { ($0.cost, $0.url) < ($1.cost, $1.url) }
        }
        try addAll(servers.map { try X509PolicyServerUrl($0, stores: stores) })
    }

    override func accept(_ element: X509PolicyServerUrl) throws { _ = try element.url }
}
