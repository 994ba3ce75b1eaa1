package import CAInterface
package import PortableFoundation
package import Logging
package import PKIDirectory

/// Every front end, in one list: what the listeners answer with.
package struct MountedFrontEnds: Sendable {
    /// A front end with what is asked of it at every request.
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
    ///   - authorities: where callers get their CA from.
    ///   - holders: who holds which client certificate; asked at every request.
    ///   - frontEnds: those beside the API, publication and status.
    ///   - metrics: what `/metrics` shows besides the traffic of these front ends.
    ///   - clock: the time now.
    package init(
        authorities: any AuthoritySource,
        holders: any CertificateHolderSource,
        signIn: SignIn,
        directory: any DirectoryStore,
        publication: any PublicationSource,
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
                APIFrontEnd(authority: authorities, accounts: DirectoryAdministration(directory: directory, signIn: signIn, clock: clock)),
                APIDescription(),
                PublicationFrontEnd(source: publication, folder: .revocationLists),
                PublicationFrontEnd(source: publication, folder: .certificates),
            ] + StatusFrontEnd.Page.allCases.map { StatusFrontEnd(page: $0, status: status) } + frontEnds
        // The longest prefix first, so that the first that matches is the one asked.
        let sorted = mounted.sorted { $0.prefix.utf8.count > $1.prefix.utf8.count }
        self.all = sorted
        self.https = sorted.filter { $0.listeners.contains(.https) }.map { Mount($0) }
        self.http = sorted.filter { $0.listeners.contains(.http) }.map { Mount($0) }
        self.authenticator = Authenticator(signIn: signIn, holders: holders, clock: clock)
        self.traffic = traffic
        self.logger = logger
    }

    /// What the listener answers with.
    package func responder(on listener: Listener) -> FrontEndResponder { FrontEndResponder(frontEnds: self, listener: listener) }

    /// The front end that a path belongs to; nil when there is none on that listener.
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
