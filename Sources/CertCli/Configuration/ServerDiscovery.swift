public import CAInterface
import HTTPTypes
import PKIFormats
import WireProtocols

/// The CAs that servers name themselves in `GET /.well-known/chancery`. No credential is needed, and none is sent.
public struct ServerDiscovery: AuthorityListing {
    private let machines: [ConfigString]
    private let trust: ServerTrust
    private let options: HTTPOptions

    /// - Parameters:
    ///   - machines: `host[:port]`; a CA's name behind it is ignored.
    ///   - trust: decides which server is believed.
    /// - Throws: `CAError` with 0x80070057 for text that names no machine.
    public init(_ machines: [String], trust: ServerTrust = .system, options: HTTPOptions = HTTPOptions()) throws(CAError) {
        var parts: [ConfigString] = []
        for machine in machines { parts.append(try ConfigString(machine, authorityRequired: false)) }
        self.machines = parts
        self.trust = trust
        self.options = options
    }

    /// The entries of all servers, in the order in which they were given.
    ///
    /// The machine part of each `config` is the one that was given, since it was reached under that name.
    public func entries() async throws -> [AuthorityEntry] {
        var entries: [AuthorityEntry] = []
        for machine in machines {
            let transport = try await HTTPTransport.connect(to: machine, credential: .anonymous, trust: trust, options: options)
            let body = try API.decode(DiscoveryBody.self, try await transport.send(.get, target: DiscoveryBody.path))
            entries += body.authorities.map { Self.entry($0, machine) }
        }
        return entries
    }

    private static func entry(_ authority: DiscoveryBody.Authority, _ machine: ConfigString) -> AuthorityEntry {
        var entry = AuthorityEntry(
            config: machine.machine + "\\" + authority.commonName,
            commonName: authority.commonName,
            origin: .directory
        )
        entry.sanitizedName = authority.sanitizedName
        entry.sanitizedShortName = authority.sanitizedShortName
        entry.organizationalUnit = authority.organizationalUnit ?? ""
        entry.organization = authority.organization ?? ""
        entry.locality = authority.locality ?? ""
        entry.state = authority.state ?? ""
        entry.country = authority.country ?? ""
        entry.signatureCertificate = authority.signatureCertificate
        entry.webServices = authority.enrollmentServers.map {
            AuthorityEntry.WebService(
                url: $0.url,
                priority: $0.priority,
                authentication: EnrollmentAuthentication(rawValue: $0.authentication),
                renewalOnly: $0.renewalOnly
            )
        }
        entry.isAnswering = true
        return entry
    }
}
