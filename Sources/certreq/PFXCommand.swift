import ArgumentParser
import CAInterface
import CertEnroll
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// `certreq pfx export|import`: certificates with their keys as PKCS #12.
struct PFXCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pfx",
        abstract: "Writes a certificate of the store with its key as PKCS #12, and reads such files.",
        subcommands: [Export.self, Import.self]
    )

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Writes a certificate and its exportable key as PKCS #12."
        )

        @Argument(help: "Thumbprint, serial number or name.") var certificate: String
        @Argument(help: "The file to write, with mode 0600.", completion: .file()) var file: String
        @Option(name: .long, help: ArgumentHelp("A file whose first line is the password.", valueName: "file"), completion: .file())
        var passwordFile: String
        @Option(name: .long, help: "The issuers to put into the file: none, chain (without the root) or all.") var issuers: Issuers = .chain
        @Flag(name: [.customShort("f"), .long], help: "Replace the file if it exists.") var force = false
        @OptionGroup var stores: StoreOptions
        @Flag(name: .long, help: "Print the result as JSON.") var json = false

        enum Issuers: String, ExpressibleByArgument, CaseIterable { case none, chain, all }

        func run() async throws {
            let output = try OutputFile(file, secret: true, overwrites: force)
            let found = try StoredCertificate.find(certificate, stores)
            guard found.installed.exportable else {
                throw CAError(
                    .accessDenied,
                    status: .xenrollKeyNotExportable,
                    "The key of \(found.thumbprint) was not made exportable. Enroll with an exportable key (Exportable = TRUE, or --key)."
                )
            }
            let key = try await StoreKeyProvider(store: found.store, maker: ProgramKeys()).export(try found.reference)
            let chain = found.installed.chain
            let content = PKCS12(
                pkcs8: key,
                certificate: found.installed.certificate,
                chain: issuers == .none
                    ? [] : issuers == .all ? chain : chain.filter { (try? Certificate(derEncoded: $0))?.isSelfIssued != true },
                friendlyName: found.installed.friendlyName
            )
            try output.write(try content.sealed(password: FilePassword(try CredentialFile.password(passwordFile))))
            if json { return try Console.json(["file": file, "thumbprint": found.thumbprint]) }
            Console.say("Wrote \(found.thumbprint) with its key to \(file)")
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Installs the certificate and the key of a PKCS #12 file."
        )

        @Argument(help: "The file.", completion: .file()) var file: String
        @Option(name: .long, help: ArgumentHelp("A file whose first line is the password.", valueName: "file"), completion: .file())
        var passwordFile: String?
        @Flag(name: .long, help: "Install even if the root is not trusted, and trust the root from now on.") var allowUntrustedRoot = false
        @Option(name: .long, help: ArgumentHelp("Trust these root certificates for the chain.", valueName: "file"), completion: .file())
        var trust: String?
        @OptionGroup var stores: StoreOptions
        @Flag(name: .long, help: "Print the result as JSON.") var json = false

        func run() async throws {
            let (content, password) = (try Files.read(file), try passwordFile.map { try CredentialFile.password($0) })
            let enrollment: X509Enrollment
            do {
                enrollment = try await ResponseAcceptor.importPFX(
                    content,
                    password: password,
                    stores: stores,
                    trust: trust,
                    allowUntrustedRoot: allowUntrustedRoot
                )
            } catch let error as CAError {
                guard let option = missingOption(error.status) else { throw error }
                throw CAError(error.code, status: error.status, "\(error.message) \(option)", reason: error.reason, cause: error)
            }
            guard let first = try enrollment.issuedChain().first else { return }
            let thumbprint = Hex.encode(Digest.sha1(first))
            if json { return try Console.json(["thumbprint": thumbprint, "store": try enrollment.store().directory]) }
            Console.say("Installed certificate \(thumbprint) with its key in \(try enrollment.store().directory)")
        }

        /// The option that this refusal lacks.
        private func missingOption(_ status: HRESULT) -> String? {
            switch status {
            case .invalidPassword where passwordFile == nil: "Give the password with --password-file FILE."
            case .untrustedRoot: "Give the root with --trust FILE, or accept it with --allow-untrusted-root."
            case .chaining: "If FILE lacks certificates of the chain, give them up to the root with --trust FILE."
            default: nil
            }
        }
    }
}
