public import AsyncHTTPClient
public import Logging
public import NIOCore

/// How calls to a server travel: whose connections and threads they use, through which proxy, how often they are repeated, and who is told.
///
/// The defaults suit a program: one HTTP client for each server, on the shared event loops, with three attempts.
public struct HTTPOptions: Sendable {
    /// A client that the caller owns and shuts down, for example one that it uses for its own calls, too. nil makes one for each server.
    ///
    /// Trust and client certificate still come from the arguments beside these options: they travel with each request. The client's proxy, its
    /// connect timeout and its event loops count; ``proxy`` and ``eventLoopGroup`` do not. Make it with `redirectConfiguration: .disallow`: an
    /// answer that came after a redirection is refused.
    public var client: HTTPClient?
    /// The event loops of the clients made here; by default those that AsyncHTTPClient shares.
    public var eventLoopGroup: (any EventLoopGroup)?
    /// The proxy of the clients made here. A server whose root is named by its fingerprint cannot be reached through one: the proxy hides the chain.
    public var proxy: HTTPClient.Configuration.Proxy?
    /// How often a call is repeated.
    public var repeats: RepeatPolicy
    /// Learns of every repeat. It never receives credentials, bodies or queries.
    public var logger: Logger

    public init(
        client: HTTPClient? = nil,
        eventLoopGroup: (any EventLoopGroup)? = nil,
        proxy: HTTPClient.Configuration.Proxy? = nil,
        repeats: RepeatPolicy = RepeatPolicy(),
        logger: Logger = Logger(label: "CertCli", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.client = client
        self.eventLoopGroup = eventLoopGroup
        self.proxy = proxy
        self.repeats = repeats
        self.logger = logger
    }
}
