import ArgumentParser
import CAInterface
import CardEnrollment
import Foundation
import PKICrypto
import PKIFormats

/// Where PINs come from and go.
struct CardSecretOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("A file whose first line is the card's PIN, or the one it is to have.", valueName: "file"),
        completion: .file()
    )
    var pinFile: String?

    @Option(name: .long, help: ArgumentHelp("A file whose first line is the card's present PUK.", valueName: "file"), completion: .file())
    var pukFile: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Write a PIN that the server chose here, with mode 0600, instead of showing it.", valueName: "file"),
        completion: .file()
    )
    var pinOut: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Keep keys that the server made in this folder, as PKCS #12.", valueName: "dir"),
        completion: .directory
    )
    var pfxDir: String?

    @Option(
        name: .long,
        help: ArgumentHelp("A file whose first line is the password of these PKCS #12 files.", valueName: "file"),
        completion: .file()
    )
    var pfxPasswordFile: String?

    func validate() throws {
        if (pfxDir == nil) != (pfxPasswordFile == nil) { throw ValidationError("Give --pfx-dir and --pfx-password-file together.") }
    }

    func secrets() throws -> PromptedSecrets {
        PromptedSecrets(
            pinFile: pinFile,
            pukFile: pukFile,
            pinOut: pinOut,
            pfxDirectory: pfxDir,
            pfxPassword: try pfxPasswordFile.map { String(decoding: try SecretFile.firstLine($0), as: UTF8.self) } ?? ""
        )
    }
}

/// The secrets of a card: from files, otherwise from the terminal.
struct PromptedSecrets: CardSecrets {
    let pinFile: String?
    let pukFile: String?
    let pinOut: String?
    let pfxDirectory: String?
    let pfxPassword: String

    func newPIN(minimumLength: Int) async throws -> [UInt8] {
        if let pinFile { return try checked(SecretFile.firstLine(pinFile), minimumLength) }
        guard TerminalPrompt.isPossible else { throw SecretFile.missing("new PIN", "--pin-file") }
        guard let first = TerminalPrompt.secret("New PIN (\(max(6, minimumLength)) to 8 digits): ") else {
            throw SecretFile.missing("new PIN", "--pin-file")
        }
        var second = TerminalPrompt.secret("The new PIN again: ") ?? []
        defer { second.wipe() }
        guard first == second else {
            throw CAError(.malformed, status: .invalidArgument, "The two PINs differ, and neither was set. Repeat the command.")
        }
        return try checked(first, minimumLength)
    }

    func presentPIN() async throws -> [UInt8] { try SecretFile.given(pinFile, "PIN of the card", "--pin-file") }

    func presentPUK() async throws -> [UInt8]? { try pukFile.map { try SecretFile.firstLine($0) } }

    func deliver(pin: [UInt8]) async throws {
        if let pinOut {
            try OutputFile(pinOut, secret: true).write(pin + [UInt8(ascii: "\n")])
            return
        }
        guard TerminalPrompt.isPossible else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The server chose the PIN, and there is no terminal to show it on; it was not set. Give --pin-out FILE."
            )
        }
        TerminalPrompt.show("The card's PIN is \(String(decoding: pin, as: UTF8.self)). Note it now.\n")
    }

    func keep(pfx: [UInt8], template: String) async throws {
        guard let pfxDirectory else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The server made a key for \(template) and returned it as PKCS #12. Give --pfx-dir and --pfx-password-file, and take the request up again."
            )
        }
        let name = String(template.map { $0.isLetter || $0.isNumber ? $0 : "-" })
        let digest = Hex.encode(Digest.sha256(pfx).prefix(4))
        try OutputFile("\(pfxDirectory)/\(name)-\(digest).pfx", secret: true).write(pfx)
    }

    private func checked(_ pin: [UInt8], _ minimumLength: Int) throws -> [UInt8] {
        guard (max(6, minimumLength)...8).contains(pin.count) else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The PIN must have \(max(6, minimumLength)) to 8 characters. It was not set. Choose another."
            )
        }
        return pin
    }
}

/// A secret as the first line of a file.
enum SecretFile {
    static func firstLine(_ path: String) throws -> [UInt8] {
        var bytes = try Files.read(path)
        defer { bytes.wipe() }
        let line = Array(bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") })
        guard !line.isEmpty else {
            throw CAError(.malformed, status: .invalidData, "The first line of \(path) is empty; the secret must be there.")
        }
        return line
    }

    /// From the file, otherwise from the terminal.
    static func given(_ path: String?, _ name: String, _ option: String) throws -> [UInt8] {
        if let path { return try firstLine(path) }
        guard TerminalPrompt.isPossible, let secret = TerminalPrompt.secret("\(name.prefix(1).uppercased() + name.dropFirst()): ") else {
            throw missing(name, option)
        }
        return secret
    }

    static func missing(_ name: String, _ option: String) -> CAError {
        CAError(
            .malformed,
            status: .invalidArgument,
            "The \(name) is needed, and there is no terminal to ask for it, or nothing was typed. Give \(option) FILE."
        )
    }
}
