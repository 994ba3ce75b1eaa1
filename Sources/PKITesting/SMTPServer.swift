import Foundation

/// A mail server in Python, aiosmtpd: it listens on a free port of 127.0.0.1 and prints a line of JSON for each mail that it has accepted, as Python's
/// `email` reads it. The local part of the recipient is what it does: `no` (550), `later` (451), `once` (451 the first time), `drop` (it accepts the
/// mail and cuts the connection instead of answering, the first time), `hang` (no answer to the mail).
package final class SMTPServer: Sendable {
    /// How connections to it are made.
    package enum Mode: String, CaseIterable {
        /// No TLS, nobody signs in.
        case plain
        /// STARTTLS is demanded, then AUTH.
        case starttls
        /// TLS from the beginning, then AUTH.
        case tls
        /// As `starttls`, with AUTH LOGIN only.
        case login
        /// As `plain`, without 8BITMIME and SMTPUTF8.
        case old
        /// STARTTLS is offered, and an answer in the clear follows the positive one.
        case injecting
        /// Nothing is offered.
        case bare
    }

    package struct Mail: Decodable {
        package let from: String
        package let to: String
        package let subject: String
        package let text: String
        package let messageID: String
        package let date: String
        package let encoding: String
        /// Defects that the parser found, and headers that occur more than once.
        package let defects: [String]
        package let longest: Int
        package let tls: Bool
        package let options: [String]
    }

    package static let isAvailable = PythonJudge.has(module: "aiosmtpd, cryptography")
    package static let user = "chancery"
    package static let password = "pässword with blanks"

    package let port: Int
    /// The PEM file of its certificate, for `localhost`.
    package let root: String
    private let program: RunningProgram

    private static let script = #"""
        import asyncio, datetime, email, email.policy, json, ssl, sys, threading, os
        from aiosmtpd.smtp import SMTP, AuthResult
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        files, mode, user, password, *fixed = sys.argv[1:]
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])
        now = datetime.datetime.now(datetime.timezone.utc)
        made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
                .not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(hours=9))
                .add_extension(x509.BasicConstraints(True, None), True)
                .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False).sign(key, hashes.SHA256()))
        open(files + ".pem", "wb").write(made.public_bytes(serialization.Encoding.PEM))
        open(files + ".key", "wb").write(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(files + ".pem", files + ".key")
        seen = set()

        class Receiver:
            async def handle_RCPT(self, server, session, envelope, address, options):
                local = address.split("@")[0]
                if local == "no": return "550 5.1.1 there is no such mailbox"
                if local == "later" or local == "once" and "once" not in seen:
                    seen.add(local)
                    return "451 4.3.0 try again later"
                envelope.rcpt_tos.append(address)
                return "250 2.1.5 OK"
            async def handle_DATA(self, server, session, envelope):
                octets = envelope.original_content
                message = email.message_from_bytes(octets, policy=email.policy.default)
                names = [n.lower() for n in message.keys()]
                defects = [type(d).__name__ for d in message.defects] + [n for n in names if names.count(n) > 1]
                for value in message.values(): defects += [type(d).__name__ for d in value.defects]
                for _, raw in message.raw_items(): defects += ["8-bit header" for c in raw if ord(c) > 127 and envelope.smtp_utf8 is False]
                local = envelope.rcpt_tos[0].split("@")[0]
                print(json.dumps({"from": envelope.mail_from, "to": envelope.rcpt_tos[0], "subject": message["Subject"],
                    "text": message.get_content().replace("\r\n", "\n"), "messageID": message["Message-ID"], "date": message["Date"].datetime.isoformat(),
                    "encoding": message["Content-Transfer-Encoding"], "defects": defects,
                    "longest": max(len(line) for line in octets.split(b"\r\n")), "tls": session.ssl is not None or mode == "tls",
                    "options": sorted(o.upper() for o in envelope.mail_options)}), flush=True)
                if local == "drop" and "drop" not in seen:
                    seen.add(local)
                    server.transport.abort()
                    return "250 lost"
                if local == "hang": await asyncio.sleep(3600)
                return "250 2.0.0 OK"
            async def handle_EHLO(self, server, session, envelope, hostname, responses):
                session.host_name = hostname
                if mode == "old": responses = [r for r in responses if "8BITMIME" not in r and "SMTPUTF8" not in r]
                if mode == "bare": responses = [r for r in responses if r.startswith("250 ")]
                return responses

        def authenticator(server, session, envelope, mechanism, data):
            good = data.login == user.encode() and data.password == password.encode()
            return AuthResult(success=good, handled=good)

        class Injecting(SMTP):
            async def push(self, status):
                if str(status).startswith("220") and "TLS" in str(status):
                    self._writer.write(b"220 Ready to start TLS\r\n250-injected\r\n250 AUTH PLAIN\r\n")
                    return await self._writer.drain()
                await super().push(status)

        def protocol():
            secure = mode in ("starttls", "tls", "login")
            return (Injecting if mode == "injecting" else SMTP)(
                Receiver(), enable_SMTPUTF8=mode != "old", decode_data=False, hostname="mail.example",
                tls_context=context if mode in ("starttls", "login", "injecting") else None, require_starttls=mode in ("starttls", "login"),
                authenticator=authenticator if secure else None, auth_required=secure, auth_require_tls=mode != "tls",
                auth_exclude_mechanism=["PLAIN"] if mode == "login" else [])

        async def main():
            loop = asyncio.get_running_loop()
            port = int(fixed[0]) if fixed else 0
            server = await loop.create_server(protocol, "127.0.0.1", port, ssl=context if mode == "tls" else None)
            print(server.sockets[0].getsockname()[1], flush=True)
            # A test that waits for a mail that never comes ends, too.
            threading.Timer(1500, lambda: os._exit(0)).start()
            # It ends with the test, which holds the other end of this pipe.
            threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
            await server.serve_forever()
        asyncio.run(main())
        """#

    /// - Parameter port: nil for a free one.
    package init(_ mode: Mode, folder: String, port: Int? = nil) throws {
        // Several servers may lie in one folder, each with a certificate of its own.
        let files = folder + "/mail-" + UUID().uuidString
        root = files + ".pem"
        program = try PythonJudge.start(
            Self.script,
            arguments: [files, mode.rawValue, Self.user, Self.password] + (port.map { [String($0)] } ?? [])
        )
        guard let number = program.nextLine().flatMap({ Int($0) }) else { throw ContractError("the mail server gives no port") }
        self.port = number
    }

    package func stop() async {
        program.closeInput()
        _ = await program.status()
    }

    /// The next mail that it has accepted. It is waited for on a thread of its own, because the sender under test runs on those of the tests.
    package func next() async throws -> Mail {
        let line = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { [program] in
                continuation.resume(with: Result { try program.nextLine() ?? { throw ContractError("the mail server has ended") }() })
            }
        }
        return try JSONDecoder().decode(Mail.self, from: Data(line.utf8))
    }
}
