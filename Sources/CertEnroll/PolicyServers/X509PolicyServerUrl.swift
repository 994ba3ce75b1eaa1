import CAInterface

/// The address of a policy server, and how it is registered. Source: "IX509PolicyServerUrl interface".
///
/// The registry of the documented interface is the enrollment store of the context.
public final class X509PolicyServerUrl {
    private let stores: EnrollmentStore.Location
    private var entry = InitializedOnce<RegisteredPolicyServer>("The address of a policy server")

    /// - Parameter stores: where registrations are kept.
    public init(stores: EnrollmentStore.Location) { self.stores = stores }

    init(_ server: RegisteredPolicyServer, stores: EnrollmentStore.Location) throws {
        self.stores = stores
        try entry.initialize(server)
    }

    /// Source: "IX509PolicyServerUrl::Initialize".
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initialize(_ context: X509CertificateEnrollmentContext) throws { try entry.initialize(RegisteredPolicyServer(url: "")) }

    /// Source: "IX509PolicyServerUrl::get_Url".
    public var url: String { get throws { try entry.value(for: "url").url } }

    /// Source: "IX509PolicyServerUrl::put_Url".
    /// - Throws: `CAError` with 0x80070057 for anything but an `https://` address.
    public func setURL(_ url: String) throws {
        _ = try entry.value(for: "setURL")
        try PolicyServerAddress.check(url)
        try entry.change(for: "setURL") { $0.url = url }
    }

    /// Whether the server is asked when none is named. Source: "IX509PolicyServerUrl::get_Default".
    public var isDefault: Bool { get throws { try entry.value(for: "isDefault").isDefault } }

    /// Source: "IX509PolicyServerUrl::put_Default".
    public func setDefault(_ isDefault: Bool) throws { try entry.change(for: "setDefault") { $0.isDefault = isDefault } }

    /// Source: "IX509PolicyServerUrl::get_Flags".
    public var flags: PolicyServerUrlFlags { get throws { try entry.value(for: "flags").flags } }

    /// Source: "IX509PolicyServerUrl::put_Flags".
    public func setFlags(_ flags: PolicyServerUrlFlags) throws { try entry.change(for: "setFlags") { $0.flags = flags } }

    /// Source: "IX509PolicyServerUrl::get_AuthFlags".
    public var authFlags: X509EnrollmentAuthFlags { get throws { try entry.value(for: "authFlags").authFlags } }

    /// Source: "IX509PolicyServerUrl::put_AuthFlags".
    public func setAuthFlags(_ flags: X509EnrollmentAuthFlags) throws { try entry.change(for: "setAuthFlags") { $0.authFlags = flags } }

    /// Source: "IX509PolicyServerUrl::get_Cost".
    public var cost: UInt32 { get throws { try entry.value(for: "cost").cost } }

    /// Source: "IX509PolicyServerUrl::put_Cost".
    public func setCost(_ cost: UInt32) throws { try entry.change(for: "setCost") { $0.cost = cost } }

    /// The policy's identifier or the friendly name. Source: "IX509PolicyServerUrl::GetStringProperty".
    /// - Throws: `CAError` with 0x80070057 for another property, 0x80094004 when it is not set.
    public func getStringProperty(_ property: PolicyServerUrlPropertyID) throws -> String {
        let entry = try entry.value(for: "getStringProperty")
        let value = entry[keyPath: try Self.path(property)]
        guard !value.isEmpty else { throw CAError.empty("The address has no \(property).") }
        return value
    }

    /// Source: "IX509PolicyServerUrl::SetStringProperty".
    /// - Throws: `CAError` with 0x80070057 for another property.
    public func setStringProperty(_ property: PolicyServerUrlPropertyID, _ value: String) throws {
        let path = try Self.path(property)
        try entry.change(for: "setStringProperty") { $0[keyPath: path] = value }
    }

    /// Registers the server, or changes its registration. Source: "IX509PolicyServerUrl::UpdateRegistry".
    /// - Throws: `CAError` with 0x80070057 before an address was set, 0x80070005 when the store of the context cannot be written.
    public func updateRegistry(_ context: X509CertificateEnrollmentContext) async throws {
        let server = try entry.value(for: "updateRegistry")
        try PolicyServerAddress.check(server.url)
        let directory = stores.directory(of: context)
        try await BlockingWork.run { try EnrollmentStore(directory: directory).save(server) }
    }

    /// Removes the registration. Source: "IX509PolicyServerUrl::RemoveFromRegistry".
    /// - Throws: `CAError` with 0x80070002 when the server is not registered.
    public func removeFromRegistry(_ context: X509CertificateEnrollmentContext) async throws {
        let url = try entry.value(for: "removeFromRegistry").url
        let directory = stores.directory(of: context)
        try await BlockingWork.run {
            let store = try EnrollmentStore(directory: directory)
            guard store.hasPolicyServer(url) else {
                throw CAError(.notFound, status: .fileNotFound, "The policy server \"\(url)\" is not registered in \(directory).")
            }
            store.removePolicyServer(url)
        }
    }

    private static func path(_ property: PolicyServerUrlPropertyID) throws(CAError) -> WritableKeyPath<RegisteredPolicyServer, String> {
        switch property {
        case .policyID: return \.policyID
        case .friendlyName: return \.friendlyName
        default: throw .badArgument("The address of a policy server has no property \(property.rawValue). Use 0 or 1.")
        }
    }
}
