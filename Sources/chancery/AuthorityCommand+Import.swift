import ArgumentParser
import CACore
import CAInterface
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIDirectory
import PKIFormats
import Store

extension AuthorityCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take over a CA from a backup of AD CS. The server must be stopped.",
            discussion: """
                On the Windows CA, as an administrator, with its service stopped:
                  certutil -backupKey DIRECTORY
                  and copy the lists from %windir%\\System32\\CertSrv\\CertEnroll\\*.crl
                Then here:
                  chancery authority import 'Corp Issuing CA.p12' --list 'Corp Issuing CA.crl' --public-address http://pki.example.com --data DIR

                All keys and certificates of a renewed CA come in, with the last list of each key: numbers go on above it, and what it revokes stays revoked. \
                The rows of the database follow with chancery authority import-history. A CA with one certificate may come from any program that writes a PFX.
                """
        )
        @Argument(help: "The file with the CA's keys and certificates, .p12 or .pfx; several when each has one key.", completion: .file())
        var files: [String]
        @Option(help: "File with the password of those files; asked for when absent.", completion: .file()) var pfxPasswordFile: String?
        @Flag(help: "Those files have no password.") var noPfxPassword = false
        @Option(
            name: .customLong("certificate"),
            help: "File with further certificates, such as those above the CA; repeat it.",
            completion: .file()
        )
        var certificates: [String] = []
        @Option(
            name: .customLong("list"),
            help: "File with the last revocation list of a key, or its delta; repeat it.",
            completion: .file()
        )
        var lists: [String] = []
        @Flag(help: "The CA never published a list.") var noLists = false
        @Option(help: "The CA's name, to be sure that it is the right one; that of its certificate when absent.") var name: String?
        @Flag(help: "Sign CAs only, with the key closed in between; for a root.") var root = false
        @Option(help: "sha256, sha384 or sha512, for its signatures; what it signed with by default.") var hash: String?
        @Option(help: "The pkcs11: URI of the token on which its keys are written; sealed files by default.") var keyToken: String?
        @Option(help: "The beginning of the CRL and CA certificate URLs in new certificates, an http:// URL.") var publicAddress: String?
        @Option(help: "The time from one revocation list to the next.") var crlPeriod: Duration?
        @Option(help: "How long a revocation list is valid.") var crlValidity: Duration?
        @Flag(help: "Issue for the built-in templates at once.") var templates = false
        @Flag(help: "One person may request and approve.") var singleOperator = false
        @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData
        @Option(help: "DNS name in config strings, and in the public address when that is absent.") var host: String?
        @Option(help: "Who imports, for the record; the user of this machine when absent.") var by: String?
        @OptionGroup var passphrases: SealingPassphraseOptions
        @OptionGroup var token: TokenOptions

        func validate() throws {
            if keyToken != nil, token.module == nil { throw ValidationError("--key-token needs --pkcs11-module FILE.") }
            if noPfxPassword, pfxPasswordFile != nil {
                throw ValidationError("Give only one of --pfx-password-file and --no-pfx-password.")
            }
            if noLists, !lists.isEmpty { throw ValidationError("Give only one of --list and --no-lists.") }
        }

        func run() async throws {
            try DirectoryPermission.require(to: data, of: data)
            let verifier = OpenSSLVerifier()
            var (content, hashes) = try readFiles()
            defer { for place in content.keys.indices { content.keys[place].wipe() } }
            // Everything that can be checked without the data directory, before anything is made there.
            var backup = try JudgedBackup(content, at: Date(), verifier: verifier)
            defer { backup.wipe() }
            let place = try keyToken.map { try TokenOptions.place($0, option: "--key-token") }
            let installation = try await OfflineInstallation.open(
                data,
                host: host,
                passphrases: passphrases,
                tokens: try place.map { try token.keys($0) }
            )
            let (made, failure) = try await take(backup, place, hashes, in: installation)
            try await installation.store.close()
            try say(made, backup, failure)
        }

        /// The authority, with its templates and first lists.
        /// - Returns: why its lists could not be signed now, beside it.
        private func take(_ backup: JudgedBackup, _ place: PKCS11URI?, _ hashes: [String], in installation: OfflineInstallation)
            async throws
            -> (made: StoredAuthority, failure: (any Error)?)
        {
            let (store, settings) = (installation.store, installation.settings)
            let example = try await store.authorities().first
            let domain = try await store.domainIdentifier()
            let order = AuthorityImport.Order(
                surroundings: AuthorityFoundation.Surroundings(
                    dnsName: example?.dnsName ?? settings.configHost,
                    publicAddress: publicAddress ?? example?.publicAddress ?? "http://\(settings.configHost):8080",
                    access: FirstStartAuthorities.access(enrolls: !root, domain: domain),
                    singleOperator: singleOperator
                ),
                crlPeriodSeconds: crlPeriod?.seconds ?? (root ? 30 : 1) * 86_400,
                crlValiditySeconds: crlValidity?.seconds ?? max((root ? 90 : 7) * 86_400, crlPeriod?.seconds ?? 0),
                keyToken: place,
                passphrase: root ? settings.rootPassphrase : nil,
                filesSHA256: hashes,
                person: by ?? NSUserName()
            )
            let work = AuthorityImport(store: store, keys: installation.ring, objects: installation.objects, now: Date())
            let made = try await work.take(backup, order)
            try await FirstStartAuthorities.completeTemplates(
                in: store,
                domain: domain,
                publishedBy: templates && !root ? [made.number] : [],
                clock: { Date() }
            )
            let publication = RevocationListIssuance(
                store: store,
                keys: installation.ring,
                objects: installation.objects,
                publisher: try PublicationDirectory(directory: installation.data.publicationPath),
                snapshots: SnapshotSource(store: store),
                clock: { Date() },
                logger: installation.logger
            )
            do { try await publication.publish(of: made.number) } catch { return (made, error) }
            return (made, nil)
        }

        // MARK: Files

        private func readFiles() throws -> (AuthorityBackup, hashes: [String]) {
            var secret: [UInt8]? =
                noPfxPassword
                ? nil
                : try Passphrase.read(
                    file: pfxPasswordFile,
                    descriptor: nil,
                    ask: pfxPasswordFile == nil,
                    prompt: "Password of \(files.joined(separator: ", ")): ",
                    options: "--pfx-password-file FILE"
                )
            defer { secret?.wipe() }
            let password = secret.map { FilePassword(octets: $0) } ?? .none
            var backup = AuthorityBackup(keys: [], certificates: [], name: name, hash: hash, isRoot: root, hasNoLists: noLists)
            var hashes: [String] = []
            for file in files {
                let bytes = try Self.contents(file)
                hashes.append(Hex.encode(Digest.sha256(bytes)))
                let pfx: PKCS12
                do { pfx = try PKCS12(pfx: bytes, password: password, legacy: Legacy()) } catch {
                    guard error.kind == .wrongPassphrase else { throw CommandError("\(file): \(error).", exitCode: 2) }
                    throw CommandError("The password does not open \(file), or the file was changed. Nothing was stored.", exitCode: 2)
                }
                backup.keys += pfx.keys.map(\.pkcs8)
                backup.certificates += pfx.certificates.map(\.derEncoded)
                backup.lists += pfx.revocationLists.map(\.derEncoded)
            }
            backup.certificates += try certificates.flatMap(CertificateFiles.read)
            backup.lists += try lists.map(Self.list)
            return (backup, hashes)
        }

        private static func contents(_ path: String) throws -> [UInt8] {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandError("The file \(path) cannot be read. Check the path and its permissions.", exitCode: 2)
            }
            return [UInt8](data)
        }

        private static func list(_ path: String) throws -> [UInt8] {
            do { return try EncodedInput.bytes(from: try contents(path), acceptedLabels: ["X509 CRL"]) } catch let error as FormatError {
                throw CommandError("The file \(path) is no revocation list: \(error.reason). Give one in DER or PEM.", exitCode: 2)
            }
        }

        // MARK: What is said

        private func say(_ made: StoredAuthority, _ backup: JudgedBackup, _ failure: (any Error)?) throws {
            var lines = ["\(made.name) is here, with \(made.generations.count) certificates and \(made.keys.count) keys."]
            for generation in backup.generations {
                let certificate = generation.certificate
                lines.append(
                    "  Certificate \(generation.index)  key \(generation.keyIndex), until \(certificate.notAfter.formatted(.iso8601)), SHA-256 \(Hex.encode(Digest.sha256(certificate.derEncoded)))"
                )
            }
            for key in made.keys {
                let last = backup.lists.last { $0.key == key.index }.map { ", above \($0.number)" } ?? ""
                lines.append("  Lists of key \(key.index)  \(PublicLocation.url(made.publicAddress, path: key.listPath))\(last)")
            }
            lines += backup.remarks.map { "Note: \($0)" }
            if let failure {
                lines.append("Note: its lists are not signed yet (\(failure)); the server does it within a minute after its start.")
            }
            lines.append(
                """
                Start the server: chancery serve --data \(ShellText.word(data))
                Then take over the database: chancery authority import-history FILE --authority \(ShellText.word(made.name))
                """
            )
            if !templates, !root {
                lines.append("It issues for no template yet: chancery template publish NAME --authority \(ShellText.word(made.name))")
            }
            Terminal.say(lines.joined(separator: "\n"))
        }
    }
}
