import CertManagement
import Foundation
import NIOSSL
import PKIFormats
import WireProtocols

/// Gives mails to one mail server, by message submission (RFC 6409).
struct SMTPClient: Sendable {
    enum Security: String, Sendable, CaseIterable {
        /// TLS that STARTTLS begins (RFC 3207). A server that does not offer it gets nothing.
        case starttls
        /// TLS from the first octet (RFC 8314).
        case tls
        /// None. Only for a server on this machine.
        case plain

        /// The port of message submission by each.
        var port: Int {
            switch self {
            case .starttls: 587
            case .tls: 465
            case .plain: 25
            }
        }
    }

    let host: String
    let port: Int
    let security: Security
    let user: String?
    let password: [UInt8]?
    /// DER of the roots of the server's chain; nil for those of the system.
    let roots: [[UInt8]]?
    /// What EHLO says of this machine.
    let name: String
    var limits = SMTPConnection.Limits()

    /// Returns when the server has accepted the mail.
    /// - Throws: `MailSendError`.
    func send(_ message: MailMessage) async throws {
        let connection: SMTPConnection
        do {
            connection = try await SMTPConnection.open(
                host: host,
                port: port,
                tls: security == .tls ? try tls() : nil,
                limits: limits
            )
        } catch let error as MailConnectionError {
            throw away(error)
        }
        do {
            try await send(message, over: connection)
        } catch {
            await connection.close()
            throw (error as? MailConnectionError).map { away($0) } ?? error
        }
        // The mail is the server's now, whatever comes of the farewell.
        await connection.close()
    }

    private func send(_ message: MailMessage, over connection: SMTPConnection) async throws {
        let offers = try await session(connection)
        let eightBits = offers.offer("8BITMIME") != nil
        let needsUTF8 = message.from.needsUTF8 || message.to.needsUTF8
        guard !needsUTF8 || offers.offer("SMTPUTF8") != nil else {
            throw MailSendError(.refused, "The mail server does not take addresses with other characters than those of ASCII.")
        }
        let mail = "MAIL FROM:<\(message.from)>" + (eightBits ? " BODY=8BITMIME" : "") + (needsUTF8 ? " SMTPUTF8" : "")
        try check(try await connection.ask(mail), "the sender")
        try check(try await connection.ask("RCPT TO:<\(message.to)>"), "the recipient")
        let data = try await connection.ask("DATA")
        guard data.code == 354 else { throw refusal(data, "the mail") }
        try check(try await connection.send(SMTPData.stuffed(message.bytes(allowsEightBits: eightBits))), "the mail")
        _ = try? await connection.ask("QUIT")
    }

    /// Greets, begins TLS and signs in.
    /// - Returns: what the server offers.
    private func session(_ connection: SMTPConnection) async throws -> SMTPReply {
        try require(try await connection.greeting(), "does not greet")
        var offers = try await connection.ask("EHLO \(name)")
        try require(offers, "refuses EHLO")
        switch security {
        case .tls: break
        case .starttls:
            guard offers.offer("STARTTLS") != nil else {
                throw MailSendError(
                    .unreachable,
                    "The mail server \(host) does not offer STARTTLS. Use another server, or mail-security tls."
                )
            }
            try require(try await connection.startTLS(try tls(), host: host), "refuses STARTTLS")
            // RFC 3207 §4.2: what was said before TLS is forgotten.
            offers = try await connection.ask("EHLO \(name)")
            try require(offers, "refuses EHLO")
        case .plain:
            guard connection.isLoopback else {
                throw MailSendError(.unreachable, "The mail server \(host) is not on this machine. Use mail-security starttls or tls.")
            }
        }
        if let user, let password { try await signIn(user, password, offers.offer("AUTH") ?? [], connection) }
        return offers
    }

    private func signIn(_ user: String, _ password: [UInt8], _ mechanisms: [String], _ connection: SMTPConnection) async throws {
        let reply: SMTPReply
        if mechanisms.contains("PLAIN") {
            reply = try await connection.ask("AUTH PLAIN " + Base64.encode([0] + Array(user.utf8) + [0] + password))
        } else if mechanisms.contains("LOGIN") {
            for (line, answer) in [("AUTH LOGIN", 334), (Base64.encode(Array(user.utf8)), 334)] {
                let reply = try await connection.ask(line)
                guard reply.code == answer else { throw notSignedIn(reply) }
            }
            reply = try await connection.ask(Base64.encode(password))
        } else {
            throw MailSendError(.unreachable, "The mail server \(host) offers neither AUTH PLAIN nor AUTH LOGIN.")
        }
        guard reply.code == 235 else { throw notSignedIn(reply) }
    }

    private func notSignedIn(_ reply: SMTPReply) -> MailSendError {
        MailSendError(.unreachable, "The mail server \(host) refuses the user or the password: \(reply.shown)")
    }

    private func require(_ reply: SMTPReply, _ what: String) throws {
        guard reply.isPositive else { throw MailSendError(.unreachable, "The mail server \(host) \(what): \(reply.shown)") }
    }

    private func check(_ reply: SMTPReply, _ what: String) throws { if !reply.isPositive { throw refusal(reply, what) } }

    private func refusal(_ reply: SMTPReply, _ what: String) -> MailSendError {
        // 421: it ends the connection. 530, 534, 535 and 538 ask for another sign-in (RFC 4954 §6), and so are about us and not about the mail.
        let isAboutUs = [421, 530, 534, 535, 538].contains(reply.code)
        let kind: MailSendError.Kind = isAboutUs ? .unreachable : reply.code >= 500 ? .refused : .later
        return MailSendError(kind, "The mail server refuses \(what): \(reply.shown)")
    }

    private func away(_ error: MailConnectionError) -> MailSendError {
        MailSendError(.unreachable, "The mail server \(host):\(port) cannot be used: \(error.reason).")
    }

    private func tls() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        do {
            if let roots { configuration.trustRoots = .certificates(try roots.map { try NIOSSLCertificate(bytes: $0, format: .der) }) }
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw MailSendError(.unreachable, "The roots of the mail server cannot be used: \(error).")
        }
    }
}
