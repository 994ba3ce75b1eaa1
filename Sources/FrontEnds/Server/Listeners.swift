import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The two listeners of the server, as a service. When its group shuts down gracefully, it first answers requests in progress, then ends.
package struct Listeners: Service {
    /// The addresses of the listeners. Port 0 takes a free port.
    package struct Address: Sendable, Hashable {
        package var host: String
        package var port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// The actual ports of the listeners.
    package struct Ports: Sendable, Hashable {
        package let https: Int
        package let http: Int
    }

    private let frontEnds: MountedFrontEnds
    private let identity: TLSIdentity
    private let https: Address
    private let http: Address
    private let limits: ListenerLimits
    private let trustedProxies: [AddressBlock]
    private let logger: Logger
    private let securePort = BoundPort()
    private let plainPort = BoundPort()

    /// - Parameter trustedProxies: connections from these addresses must begin with a header of the PROXY protocol, version 2, whose client address is
    /// then used.
    package init(
        frontEnds: MountedFrontEnds,
        identity: TLSIdentity,
        https: Address,
        http: Address,
        limits: ListenerLimits = ListenerLimits(),
        trustedProxies: [AddressBlock] = [],
        logger: Logger
    ) {
        self.frontEnds = frontEnds
        self.identity = identity
        self.https = https
        self.http = http
        self.limits = limits
        self.trustedProxies = trustedProxies
        self.logger = logger
    }

    /// Waits until both listen.
    /// - Throws: the error that kept one of them from listening, for example a port in use.
    package func ports() async throws -> Ports {
        Ports(https: try await securePort.value(), http: try await plainPort.value())
    }

    package func run() async throws {
        let services: [any Service] = [
            service(frontEnds.responder(on: .https), https, identity, securePort),
            service(frontEnds.responder(on: .http), http, nil, plainPort),
        ]
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(
                try await ServiceGroup(configuration: ServiceGroupConfiguration(services: services, logger: logger)).run()
            )
        } catch {
            outcome = .failure(error)
        }
        // A caller who still waits for the ports gets an error.
        for port in [securePort, plainPort] {
            if case .failure(let error) = outcome { await port.fail(error) } else { await port.fail(CancellationError()) }
        }
        try outcome.get()
    }

    private func service(_ responder: FrontEndResponder, _ address: Address, _ identity: TLSIdentity?, _ port: BoundPort) -> any Service {
        // The program itself reports its start and stop; a line for each listener would only repeat that.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .notice)
        return ListenerChannel(
            responder: responder,
            identity: identity,
            limits: limits,
            quota: ConnectionQuota(limits.connectionsPerAddress),
            trustedProxies: trustedProxies
        )
        .server(
            configuration: ServerConfiguration(
                address: .hostname(address.host, port: address.port),
                serverName: nil,
                backlog: 1024,
                reuseAddress: true,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: quiet)
            ),
            onServerRunning: { channel in await port.listen(on: channel.localAddress?.port ?? address.port) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: quiet
        )
    }
}

/// The port of a listener, once it listens.
private actor BoundPort {
    private var outcome: Result<Int, any Error>?
    private var waiting: [CheckedContinuation<Int, any Error>] = []

    func value() async throws -> Int {
        if let outcome { return try outcome.get() }
        return try await withCheckedThrowingContinuation { waiting.append($0) }
    }

    func listen(on port: Int) { settle(.success(port)) }
    func fail(_ error: any Error) { settle(.failure(error)) }

    private func settle(_ result: Result<Int, any Error>) {
        guard outcome == nil else { return }
        outcome = result
        for continuation in waiting { continuation.resume(with: result) }
        waiting = []
    }
}
