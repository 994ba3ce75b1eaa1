import CAInterface
import PKICrypto
import PKIFormats
import PortableFoundation

/// A policy server in the list of a context. Windows has it in the registry; here it is a file of the store, one for each address, so that two
/// programs that register servers do not overwrite each other.
struct RegisteredPolicyServer: Codable, Hashable, Sendable {
    var url: String
    var isDefault = false
    var flags: PolicyServerUrlFlags = .none
    var authFlags: X509EnrollmentAuthFlags = .none
    var cost: UInt32 = 0
    var policyID = ""
    var friendlyName = ""
}

extension EnrollmentStore {
    private var policyServerFolder: String { directory + "/policy-servers" }

    private func policyServerPath(_ url: String) -> String {
        policyServerFolder + "/" + Hex.encode(Digest.sha256(Array(url.utf8))) + ".json"
    }

    /// The registered servers, the cheapest first.
    func policyServers() throws(CAError) -> [RegisteredPolicyServer] {
        var servers: [RegisteredPolicyServer] = []
        for name in ClientFile.names(in: policyServerFolder, suffix: ".json") {
            let path = policyServerFolder + "/" + name
            guard let bytes = try ClientFile.read(path) else { continue }
            guard let server = try? JSONDecoder().decode(RegisteredPolicyServer.self, from: Data(bytes)) else {
                throw CAError(
                    .internal,
                    status: .invalidData,
                    "\(path) is damaged, so the policy servers are not known. Remove it and register the server again."
                )
            }
            servers.append(server)
        }
        return servers.sorted { ($0.cost, $0.url) < ($1.cost, $1.url) }
    }

    func save(_ server: RegisteredPolicyServer) throws(CAError) {
        try ClientFile.makeFolder(policyServerFolder)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let data = try? encoder.encode(server) else {
            throw CAError(.internal, status: .fail, "The policy server \(server.url) cannot be written.")
        }
        try ClientFile.write([UInt8](data), to: policyServerPath(server.url))
    }

    func removePolicyServer(_ url: String) { ClientFile.remove(policyServerPath(url)) }

    func hasPolicyServer(_ url: String) -> Bool { ClientFile.exists(policyServerPath(url)) }
}
