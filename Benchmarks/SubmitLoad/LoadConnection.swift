import NIOCore
import NIOPosix
import NIOSSL

/// One keep-alive connection with one request in flight.
struct LoadConnection: Sendable {
    private let channel: any Channel

    static func open(to server: ServerAddress, on loop: any EventLoop) async throws -> LoadConnection {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(server.trust)
        let context = try NIOSSLContext(configuration: configuration)
        let isAddress = (try? SocketAddress(ipAddress: server.host, port: 0)) != nil
        let channel = try await ClientBootstrap(group: loop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let tls = try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : server.host)
                    try channel.pipeline.syncOperations.addHandlers(tls, LoadHandler())
                }
            }
            .connect(host: server.host, port: server.port).get()
        return LoadConnection(channel: channel)
    }

    /// Sends requests one after the other until the limit is reached.
    func run(_ requests: [PreparedRequest], _ limit: LoadPhase.Limit, firstSerial: Int) -> EventLoopFuture<LoadPhase.Result> {
        let promise = channel.eventLoop.makePromise(of: LoadPhase.Result.self)
        channel.triggerUserOutboundEvent(
            LoadPhase(requests: requests, limit: limit, firstSerial: firstSerial, promise: promise),
            promise: nil
        )
        return promise.futureResult
    }

    /// Sends one request and returns its answer.
    func exchange(_ bytes: [UInt8]) -> EventLoopFuture<HTTPAnswer> {
        let promise = channel.eventLoop.makePromise(of: HTTPAnswer.self)
        channel.triggerUserOutboundEvent(SingleExchange(bytes: bytes, promise: promise), promise: nil)
        return promise.futureResult
    }

    func close() { channel.close(promise: nil) }
}

/// The commands for a connection, and its reports.
struct LoadPhase: Sendable {
    enum Limit: Sendable { case count(Int), seconds(Double) }

    struct Result: Sendable {
        var issued = 0
        var errors = 0
        /// Requests in flight on a connection that was closed; each was repeated on another, and counts as what the repeat was answered.
        var interrupted = 0
        /// The request in flight when the connection was closed.
        var unanswered: Unanswered?
        /// From the last byte written to the last byte read, in nanoseconds.
        var latencies: [UInt64] = []
        var firstFailure: String?

        mutating func add(_ other: Self) {
            issued += other.issued
            errors += other.errors
            interrupted += other.interrupted
            latencies += other.latencies
            firstFailure = firstFailure ?? other.firstFailure
        }

        mutating func count(_ status: Int, _ body: some Collection<UInt8>, _ isIssued: Bool) {
            guard status != 200 || !isIssued else { return issued += 1 }
            errors += 1
            if firstFailure == nil { firstFailure = "HTTP \(status) \(String(decoding: body.prefix(400), as: UTF8.self))" }
        }
    }

    struct Unanswered: Sendable {
        let bytes: [UInt8]
        let serial: Int
        let why: String
    }

    let requests: [PreparedRequest]
    let limit: Limit
    let firstSerial: Int
    let promise: EventLoopPromise<Result>
}

struct SingleExchange: Sendable {
    let bytes: [UInt8]
    let promise: EventLoopPromise<HTTPAnswer>
}

struct HTTPAnswer: Sendable {
    let status: Int
    let body: [UInt8]
}
