import NIOCore
import NIOPosix
import NIOSSL
import PKIFormats
import WireProtocols

/// One connection to a mail server. It is used by one task at a time.
struct SMTPConnection: Sendable {
    /// Seconds for the connection, for an answer, and for the answer to a whole mail (RFC 5321 §4.5.3.2 asks for more, for relays).
    struct Limits: Sendable {
        var connect: Int64 = 10
        var answer: Int64 = 60
        var mail: Int64 = 120
    }

    private let channel: any Channel
    private let reader: NIOLoopBound<SMTPReplyReader>
    let limits: Limits

    /// - Parameter tls: TLS begins with the connection.
    static func open(host: String, port: Int, tls: NIOSSLContext?, limits: Limits) async throws(MailConnectionError) -> SMTPConnection {
        let name = serverName(host)
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(limits.connect))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: tls, serverHostname: name)) }
                    try channel.pipeline.syncOperations.addHandler(SMTPReplyReader())
                }
            }
        do {
            let channel = try await bootstrap.connect(host: host, port: port).get()
            let reader = try await channel.eventLoop.submit {
                NIOLoopBound(try channel.pipeline.syncOperations.handler(type: SMTPReplyReader.self), eventLoop: channel.eventLoop)
            }.get()
            return SMTPConnection(channel: channel, reader: reader, limits: limits)
        } catch {
            throw MailConnectionError("it cannot be reached: \(error)")
        }
    }

    /// The name that the server's certificate must have; nil for an address, which the certificate must have as such.
    private static func serverName(_ host: String) -> String? { IPAddressText.octets(of: host) == nil ? host : nil }

    /// Whether the server is on this machine.
    var isLoopback: Bool {
        let address = channel.remoteAddress?.ipAddress ?? ""
        return address.hasPrefix("127.") || address == "::1"
    }

    /// The answer that the server gives without a question.
    func greeting() async throws(MailConnectionError) -> SMTPReply { try await exchange(nil, seconds: limits.answer) }

    /// Sends a line and reads the answer.
    func ask(_ line: String) async throws(MailConnectionError) -> SMTPReply {
        try await exchange(Array((line + "\r\n").utf8), seconds: limits.answer)
    }

    /// Sends a whole mail and reads the answer.
    func send(_ mail: [UInt8]) async throws(MailConnectionError) -> SMTPReply { try await exchange(mail, seconds: limits.mail) }

    /// Sends STARTTLS; TLS begins if the answer is positive.
    func startTLS(_ context: NIOSSLContext, host: String) async throws(MailConnectionError) -> SMTPReply {
        try await exchange(Array("STARTTLS\r\n".utf8), seconds: limits.answer, thenTLS: (context, Self.serverName(host)))
    }

    func close() async { try? await channel.close().get() }

    private func exchange(
        _ octets: [UInt8]?,
        seconds: Int64,
        thenTLS: (context: NIOSSLContext, name: String?)? = nil
    ) async throws(MailConnectionError) -> SMTPReply {
        let (channel, reader) = (channel, reader)
        let promise = channel.eventLoop.makePromise(of: SMTPReply.self)
        channel.eventLoop.execute {
            do {
                let handler = try thenTLS.map { try NIOSSLClientHandler(context: $0.context, serverHostname: $0.name) }
                let context = try channel.pipeline.syncOperations.context(handlerType: SMTPReplyReader.self)
                let limit = channel.eventLoop.scheduleTask(in: .seconds(seconds)) {
                    reader.value.fail(MailConnectionError("it did not answer within \(seconds) seconds"))
                    channel.close(promise: nil)
                }
                promise.futureResult.whenComplete { _ in limit.cancel() }
                reader.value.next(promise, context: context, thenTLS: handler)
                if let octets { channel.writeAndFlush(ByteBuffer(bytes: octets), promise: nil) }
            } catch {
                promise.fail(MailConnectionError("the connection cannot be used: \(error)"))
            }
        }
        do {
            return try await withTaskCancellationHandler {
                try await promise.futureResult.get()
            } onCancel: {
                channel.close(promise: nil)
            }
        } catch {
            throw error as? MailConnectionError ?? MailConnectionError("\(error)")
        }
    }
}
