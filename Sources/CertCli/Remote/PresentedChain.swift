import CAInterface
import NIOCore
import NIOPosix
import NIOSSL
import PKICrypto
import PKIFormats

/// The certificates that a server shows in its TLS handshake, read before anything is believed. The handshake is always broken off, so that
/// no octet of a request is sent on such a connection.
enum PresentedChain {
    /// The presented certificate with the fingerprint, if it is a root.
    /// - Throws: `CAError.untrustedServer` with 0x800B0109 when the server does not present such a root.
    static func root(
        withSHA256 fingerprint: [UInt8],
        of config: ConfigString,
        on group: (any EventLoopGroup)? = nil
    ) async throws(CAError) -> [UInt8] {
        let chain: [[UInt8]]
        do {
            chain = try await fetch(from: config, on: group)
        } catch {
            throw await TransportFailure.error(error, config, trust: .root(sha256: fingerprint))
        }
        guard let root = chain.first(where: { Digest.sha256($0) == fingerprint }) else {
            let shown = chain.last.map { "the last certificate it sent has \(Hex.encode(Digest.sha256($0)))" } ?? "it sent no certificate"
            throw CAError(
                .untrustedServer,
                status: .untrustedRoot,
                "\(config.machine) does not present the root with fingerprint \(Hex.encode(fingerprint)): \(shown). "
                    + "Nothing was sent. Compare with the fingerprint the server prints at its start, or give its root certificate with --trust FILE."
            )
        }
        guard let certificate = try? Certificate(derEncoded: root), certificate.isSelfIssued else {
            throw CAError(
                .untrustedServer,
                status: .untrustedRoot,
                "The certificate of \(config.machine) with fingerprint \(Hex.encode(fingerprint)) is not a root certificate. Give the fingerprint of the root."
            )
        }
        return root
    }

    static func fetch(from config: ConfigString, on group: (any EventLoopGroup)? = nil) async throws -> [[UInt8]] {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        let context = try NIOSSLContext(configuration: tls)
        let isAddress = IPAddressText.octets(of: config.host) != nil
        let group = group ?? MultiThreadedEventLoopGroup.singleton
        let presented = group.next().makePromise(of: [[UInt8]].self)
        let connection = ClientBootstrap(group: group)
            .connectTimeout(.seconds(10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try NIOSSLClientHandler(
                        context: context,
                        serverHostname: isAddress ? nil : config.host,
                        customVerificationCallback: { certificates, verdict in
                            do {
                                presented.succeed(try certificates.map { try $0.toDERBytes() })
                            } catch {
                                presented.fail(error)
                            }
                            verdict.succeed(.failed)
                        }
                    )
                    try channel.pipeline.syncOperations.addHandler(handler)
                    try channel.pipeline.syncOperations.addHandler(FaultKeeper(presented))
                }
            }
            .connect(host: config.host, port: config.port)
        connection.whenFailure { presented.fail($0) }
        connection.whenSuccess { channel in
            // A server that closes or stays silent presents no certificate.
            let timeout = channel.eventLoop.scheduleTask(in: .seconds(10)) { presented.fail(ChannelError.connectTimeout(.seconds(10))) }
            channel.closeFuture.whenComplete { _ in presented.fail(NIOSSLError.handshakeFailed(.zeroReturn)) }
            presented.futureResult.whenComplete { _ in
                timeout.cancel()
                channel.close(promise: nil)
            }
        }
        return try await presented.futureResult.get()
    }
}

/// Keeps the reason why the handshake failed, which the end of the connection alone would not show.
private final class FaultKeeper: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    private let presented: EventLoopPromise<[[UInt8]]>

    init(_ presented: EventLoopPromise<[[UInt8]]>) { self.presented = presented }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        presented.fail(error)
        context.close(promise: nil)
    }
}
