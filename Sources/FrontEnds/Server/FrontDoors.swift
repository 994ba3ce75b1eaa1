package import CAInterface
package import FoundationEssentials
package import Logging
package import PKIDirectory

/// Every way in, wired: what the two listeners answer with.
package struct FrontDoors: Sendable {
    let authority: any AuthorityDoor
    let authenticator: Authenticator
    let api: APIDoor
    let publication: PublicationDoor
    let status: StatusDoor
    let prefixDoors: [any PrefixDoor]
    let traffic: TrafficCounters
    let logger: Logger

    /// - Parameters:
    ///   - door: where callers get their CA from.
    ///   - holders: who holds which client certificate; asked at every request.
    ///   - prefixDoors: doors of other vendors' shapes, tried in this order before the paths of this program.
    ///   - metrics: what `/metrics` shows besides the traffic of these doors.
    ///   - clock: the time now.
    package init(
        door: any AuthorityDoor, holders: any CertificateHolderSource, signIn: SignIn, directory: any DirectoryStore,
        publication: any PublicationSource, prefixDoors: [any PrefixDoor] = [], readiness: Readiness,
        metrics: MetricsRegistry = MetricsRegistry(),
        clock: @escaping @Sendable () -> Date, logger: Logger
    ) {
        let traffic = TrafficCounters()
        self.authority = door
        self.authenticator = Authenticator(signIn: signIn, holders: holders, clock: clock)
        self.api = APIDoor(authority: door, accounts: DirectoryAdministration(directory: directory, clock: clock))
        self.publication = PublicationDoor(source: publication)
        self.status = StatusDoor(readiness: readiness, traffic: traffic, metrics: metrics)
        self.prefixDoors = prefixDoors
        self.traffic = traffic
        self.logger = logger
    }

    /// Everything: for the listener that speaks TLS.
    package func httpsResponder() -> DoorResponder { DoorResponder(doors: self, isSecure: true) }

    /// Publication and health only: no credential may travel there.
    package func httpResponder() -> DoorResponder { DoorResponder(doors: self, isSecure: false) }
}
