package import CAInterface
package import CertManagement
package import PortableFoundation
package import Logging
package import PKIDirectory

/// All front ends in one list, which the listeners use to answer.
package struct MountedFrontEnds: Sendable {
    /// A front end, with the properties that every request needs.
    struct Mount: Sendable {
        let frontEnd: any FrontEnd
        let prefix: [UInt8]
        let authentication: FrontEndAuthentication

        init(_ frontEnd: any FrontEnd) {
            self.frontEnd = frontEnd
            prefix = Array(frontEnd.prefix.utf8)
            authentication = frontEnd.authentication
        }
    }

    let authenticator: Authenticator
    package let all: [any FrontEnd]
    private let https: [Mount]
    private let http: [Mount]
    let traffic: TrafficCounters
    let logger: Logger

    /// - Parameters:
    ///     - authorities: gives callers their CA.
    ///     - holders: finds the holder of a client certificate, at every request.
    ///     - management: answers `/api/v1/management`; nil leaves these paths out.
    ///     - tokens: signs in by bearer tokens; nil when no issuer is configured.
    ///     - mail: the outbox of notifications.
    ///     - record: answers `/api/v1/audit` and `/record`; nil leaves these paths out.
    ///     - frontEnds: front ends besides the API, publication and status.
    ///     - metrics: the text of `/metrics` besides the traffic of these front ends.
    ///     - clock: gives the present time.
    package init(
        authorities: any AuthoritySource,
        holders: any CertificateHolderSource,
        signIn: SignIn,
        tokens: TokenSignIn? = nil,
        directory: any DirectoryStore,
        publication: any PublicationSource,
        management: ManagementService? = nil,
        mail: MailAdministration? = nil,
        record: (any RecordSource)? = nil,
        frontEnds: [any FrontEnd] = [],
        readiness: Readiness,
        metrics: MetricsRegistry = MetricsRegistry(),
        clock: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        let traffic = TrafficCounters()
        let status = ServerStatus(readiness: readiness, traffic: traffic, metrics: metrics)
        let mounted: [any FrontEnd] =
            [
                APIFrontEnd(
                    authority: authorities,
                    accounts: DirectoryAdministration(directory: directory, signIn: signIn, clock: clock),
                    management: management,
                    mail: mail,
                    record: record
                ),
                APIDescription(),
                DiscoveryFrontEnd(authorities: authorities),
                PublicationFrontEnd(source: publication, folder: .revocationLists),
                PublicationFrontEnd(source: publication, folder: .certificates),
            ] + StatusFrontEnd.Page.allCases.map { StatusFrontEnd(page: $0, status: status) }
            + (record.map { [RecordFrontEnd(source: $0)] } ?? []) + frontEnds
        // The longest prefix comes first, so the first match is the right one.
        let sorted = mounted.sorted { $0.prefix.utf8.count > $1.prefix.utf8.count }
        self.all = sorted
        self.https = sorted.filter { $0.listeners.contains(.https) }.map { Mount($0) }
        self.http = sorted.filter { $0.listeners.contains(.http) }.map { Mount($0) }
        self.authenticator = Authenticator(signIn: signIn, tokens: tokens, holders: holders, clock: clock)
        self.traffic = traffic
        self.logger = logger
    }

    /// The responder of the listener.
    package func responder(on listener: Listener) -> FrontEndResponder { FrontEndResponder(frontEnds: self, listener: listener) }

    /// The front end of a path; nil when that listener has none for it.
    func mount(at path: String, on listener: Listener) -> Mount? {
        (listener == .https ? https : http).first { Self.path(path, isBelow: $0.prefix) }
    }

    private static func path(_ path: String, isBelow prefix: [UInt8]) -> Bool {
        var rest = path.utf8[...]
        for octet in prefix {
            guard let next = rest.popFirst(), next == octet || (0x41...0x5A).contains(next) && next | 0x20 == octet else { return false }
        }
        return rest.isEmpty || rest.first == UInt8(ascii: "/")
    }
}
