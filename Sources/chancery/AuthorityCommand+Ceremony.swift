import ArgumentParser
import CACore
import CAInterface
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats
import Store
import SystemFiles

extension AuthorityCommand {
    struct SignRequest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign-request",
            abstract: "Sign the request of another CA on this machine, without a server.",
            discussion: """
                chancery authority sign-request --data ./root --in issuing.req --out issuing.cer --by "A. Example"

                For a root that no network reaches. What was signed is in the records of the data directory, and in a protocol beside the certificate.
                """
        )
        @OptionGroup var place: CeremonyOptions
        @Option(name: .customLong("in"), help: "The request, PEM or DER.", completion: .file()) var request: String
        @Option(help: "File for the certificate, in PEM, with those above it.", completion: .file()) var out: String
        @Option(help: "How long the certificate is valid, such as 1825d; ten years by default.") var validity: Duration?
        @Option(help: "How many CAs may follow below it; what the request asks by default.") var pathLength: Int?
        @Flag(help: "Take over usages and policies of the request that are refused otherwise: OCSP signing, any usage, foreign policies.")
        var asRequested = false

        func run() async throws {
            guard let file = FileManager.default.contents(atPath: request) else {
                throw CommandError("The file \(request) cannot be read. Check the path and its permissions.")
            }
            let requested: [UInt8]
            do { requested = try EncodedInput.bytes(from: [UInt8](file), acceptedLabels: PEMDocument.Labels.certificateRequest) } catch {
                throw CommandError("The file \(request) is no request for a certificate: \(error.reason). Give a PKCS #10, PEM or DER.")
            }
            guard !FileManager.default.fileExists(atPath: out) else {
                throw CommandError("There is a file \(out) already. Give another one with --out; nothing was signed.")
            }
            try place.requireWritable(out)
            let (installation, ceremony, name) = try await place.open()
            let signed = try await ceremony.sign(
                request: requested,
                by: name,
                AuthorityCeremony.Decision(
                    validitySeconds: validity?.seconds ?? 3_650 * 86_400,
                    pathLength: pathLength,
                    person: place.person,
                    asRequested: asRequested
                )
            )
            try await installation.store.close()
            let text = ([signed.certificate] + signed.chain).map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }.joined()
            let certificate = try Certificate(derEncoded: signed.certificate)
            do { try place.write(Array(text.utf8), to: out) } catch {
                throw CommandError(
                    """
                    The certificate \(certificate.serialHex) is signed and recorded, but it could not be written: \(error). Do not sign again. This is the file:
                    \(text)
                    """
                )
            }
            try place.writeProtocol(
                beside: out,
                of: name,
                [
                    ("request", request), ("request SHA-256", Hex.encode(Digest.sha256([UInt8](file)))), ("certificate", out),
                    ("certificate SHA-256", Hex.encode(Digest.sha256(signed.certificate))), ("serial", certificate.serialHex),
                    ("subject", certificate.subject.rfc4514), ("issuer", certificate.issuer.rfc4514),
                    ("valid from", certificate.notBefore.formatted(.iso8601)), ("valid until", certificate.notAfter.formatted(.iso8601)),
                    ("key", certificate.subjectPublicKeyInfo.kind.algorithmName),
                    ("key SHA-256", Hex.encode(Digest.sha256(certificate.subjectPublicKeyInfo.derEncoded))),
                    ("signature", certificate.signatureAlgorithm.name),
                    ("path length", certificate.basicConstraints?.pathLength.map(String.init) ?? "any"),
                    ("key usage", certificate.keyUsage?.names.joined(separator: ", ") ?? "any"),
                    ("extended key usage", Self.words(try certificate.value(of: ExtendedKeyUsage.self)?.purposes, none: "any")),
                    ("policies", Self.words(try certificate.value(of: CertificatePolicies.self)?.policies, none: "none")),
                    ("name constraints", try certificate.value(of: NameConstraints.self).map(Self.words) ?? "none"),
                    ("extensions", certificate.extensions.map { $0.oid.nameOrDotted }.joined(separator: ", ")),
                ]
            )
        }

        private static func words(_ identifiers: [OID]?, none: String) -> String {
            identifiers.map { $0.map(\.nameOrDotted).joined(separator: ", ") } ?? none
        }

        private static func words(_ constraints: NameConstraints) -> String {
            [("permitted", constraints.permitted), ("excluded", constraints.excluded)].compactMap { kind, subtrees in
                subtrees.map { "\(kind) " + $0.map(\.base.description).joined(separator: ", ") }
            }.joined(separator: "; ")
        }
    }

    struct SignList: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign-list",
            abstract: "Sign the next revocation lists of a CA on this machine, without a server.",
            discussion: """
                chancery authority sign-list --data ./root --out root.crl --until 2027-01-08 --by "A. Example"

                A CA with several keys has a list for each; those after the first are in files with the number of the key.
                """
        )
        @OptionGroup var place: CeremonyOptions
        @Option(help: "File for the list, in DER.", completion: .file()) var out: String
        @Option(help: "Day or time when the next list is to come, instead of a period from now.") var until: String?

        func run() async throws {
            let time = try until.map { try CertificateCommand.date($0, option: "--until") }
            try place.requireWritable(out)
            let (installation, ceremony, name) = try await place.open()
            let lists = try await ceremony.signLists(of: name, until: time, person: place.person)
            try await installation.store.close()
            var lines: [(String, String)] = []
            for (index, list) in lists.enumerated() {
                let file = index == 0 ? out : out + ".\(index)"
                try place.write(list.bytes, to: file)
                let read = try CertificateList(derEncoded: list.bytes)
                lines += [
                    ("list", file), ("list SHA-256", Hex.encode(Digest.sha256(list.bytes))), ("publish as", list.path),
                    ("number", read.crlNumber.map { "\($0)" } ?? ""), ("entries", "\(read.revoked.count)"),
                    ("from", read.thisUpdate.formatted(.iso8601)),
                    ("next list", (try? CRLNextPublish.find(in: read.extensions))?.date.formatted(.iso8601) ?? ""),
                    ("next update", read.nextUpdate?.formatted(.iso8601) ?? ""),
                ]
            }
            try place.writeProtocol(beside: out, of: name, lines)
        }
    }
}

/// Where a ceremony takes place, and who holds it.
struct CeremonyOptions: ParsableArguments {
    @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData
    @Option(help: "Common name of the CA that signs; the only one when absent.") var ca: String?
    @Option(help: "Who signs, for the protocol and the record; the user of this machine when absent.") var by: String?
    @OptionGroup var passphrases: SealingPassphraseOptions

    var person: String { by ?? NSUserName() }

    func open() async throws -> (OfflineInstallation, AuthorityCeremony, String) {
        try DirectoryPermission.require(to: data + "/keys", of: data)
        guard FileManager.default.fileExists(atPath: data + "/keys") else {
            throw CommandError("\(data) is not a data directory: it has no keys. Give the right one with --data.")
        }
        let installation = try await OfflineInstallation.open(data, passphrases: passphrases)
        let names = try await installation.store.authorities().map(\.name)
        guard let name = ca ?? (names.count == 1 ? names[0] : nil) else {
            throw CommandError("\(data) has the CAs \(names.map(\.quoted).joined(separator: ", ")). Name the one that signs with --ca.")
        }
        let ceremony = AuthorityCeremony(
            store: installation.store,
            keys: installation.ring,
            objects: installation.objects,
            publisher: try PublicationDirectory(directory: installation.data.publicationPath),
            verifier: OpenSSLVerifier(),
            now: Date(),
            logger: installation.logger
        )
        return (installation, ceremony, name)
    }

    /// - Throws: before anything is signed that could not be written.
    func requireWritable(_ path: String) throws {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: directory) else {
            throw CommandError("No file can be made in \(directory). Give another one with --out; nothing was signed.")
        }
    }

    func write(_ bytes: [UInt8], to path: String) throws {
        let url = URL(fileURLWithPath: path)
        try DurableFile.write(bytes, directory: url.deletingLastPathComponent().path, name: url.lastPathComponent, mode: 0o644)
    }

    /// Prints the protocol, and writes it into `FILE.protocol.txt`.
    func writeProtocol(beside file: String, of authority: String, _ lines: [(String, String)]) throws {
        let all =
            [
                ("authority", authority), ("when", Date().formatted(.iso8601)), ("who", person),
                ("machine", ProcessInfo.processInfo.hostName), ("program", "Chancery \(ProgramVersion.number)"),
            ] + lines
        let width = all.map(\.0.count).max() ?? 0
        let text = all.map { $0.0 + String(repeating: " ", count: width + 2 - $0.0.count) + ControlText.visible($0.1) + "\n" }.joined()
        try write(Array(text.utf8), to: file + ".protocol.txt")
        Terminal.say(text)
    }
}
