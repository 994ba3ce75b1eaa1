import Foundation
import PKIFormats
import SystemFiles
import WireProtocols

/// The settings of outgoing mail.
struct MailSettings: Sendable, Equatable {
    var host: String?
    var port: Int?
    var security = SMTPClient.Security.starttls
    var from: String?
    var user: String?
    var passwordFile: String?
    /// The PEM file of the roots trusted for the server.
    var rootsFile: String?

    /// The sender of mails; nil when no mail server is set.
    /// - Parameters:
    ///   - domain: of the directory.
    ///   - name: of this machine, for EHLO.
    /// - Throws: `CommandError` for settings that do not go together, files that cannot be read and texts that cannot be used.
    func sender(data: String, domain: String, name: String, clock: @escaping @Sendable () -> Date) throws -> SMTPMailSender? {
        let others = [from, user, passwordFile, rootsFile].contains { $0 != nil } || port != nil
        guard let host else {
            guard !others else { throw fault("Mail needs mail-host. Set it, or none of the mail settings.") }
            return nil
        }
        guard let from, let address = MailAddress(from) else { throw fault("Mail needs mail-from, the address of the sender.") }
        guard (user == nil) == (passwordFile == nil) else {
            throw fault("mail-user and mail-password-file belong together. Set both or neither.")
        }
        guard security != .plain || ["localhost", "::1"].contains(host) || host.hasPrefix("127.") else {
            throw fault("mail-security plain is only for a mail server on this machine. Use starttls or tls.")
        }
        let texts = MailTexts(directory: data + "/mail")
        if let wrong = texts.faults().first {
            throw fault("The mail template \(texts.directory)/\(wrong.file) cannot be used: \(wrong.reason). Correct or remove it.")
        }
        return SMTPMailSender(
            client: SMTPClient(
                host: host,
                port: port ?? security.port,
                security: security,
                user: user,
                password: try passwordFile.map(password),
                roots: try rootsFile.map(roots),
                name: name
            ),
            from: address,
            texts: texts,
            domain: domain,
            clock: clock
        )
    }

    private func password(_ path: String) throws -> [UInt8] {
        guard var octets = (try? SystemCalls.contents(of: path, atMost: 1_024)) ?? nil else {
            throw fault("The file of the mail password, \(path), cannot be read. Check the path and its permissions.")
        }
        while octets.last == 0x0A || octets.last == 0x0D { octets.removeLast() }
        guard !octets.isEmpty, !octets.contains(0) else { throw fault("The file of the mail password, \(path), holds no password.") }
        return octets
    }

    private func roots(_ path: String) throws -> [[UInt8]] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw fault("The file of the mail server's roots, \(path), cannot be read. Check the path and its permissions.")
        }
        let roots = try PEMDocument.parse(String(decoding: data, as: UTF8.self)).filter { $0.label == "CERTIFICATE" }.map(\.bytes)
        guard !roots.isEmpty else { throw fault("The file of the mail server's roots, \(path), has no certificate.") }
        return roots
    }

    private func fault(_ message: String) -> CommandError { CommandError(message, exitCode: 2) }
}
