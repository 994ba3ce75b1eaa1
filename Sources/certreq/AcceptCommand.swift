import ArgumentParser
import CAInterface
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats

/// `certreq accept FILE`: installs a CA's answer to a request of this store.
struct AcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Installs a certificate, a chain or a full response that answers a request of the store."
    )

    @Argument(help: "The CA's answer: DER, PEM or base64.", completion: .file())
    var file: String

    @OptionGroup var stores: StoreOptions

    @Option(name: .long, help: ArgumentHelp("Trust these root certificates for the chain.", valueName: "file"), completion: .file())
    var trust: String?

    @Option(name: .long, help: ArgumentHelp("Trust the root in the answer that has this SHA-256 fingerprint.", valueName: "hex"))
    var fingerprint: String?

    @Flag(name: .long, help: "Install even if the root is not trusted, and trust the root from now on.")
    var allowUntrustedRoot = false

    @Option(name: .long, help: ArgumentHelp("Write the certificate and its issuers here, as PEM.", valueName: "file"), completion: .file())
    var out: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Write the private key here, if it was made exportable.", valueName: "file"),
        completion: .file()
    )
    var key: String?

    @Flag(name: [.customShort("f"), .long], help: "Replace the files of --out and --key if they exist.")
    var force = false

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    struct Result: Encodable {
        let subject: String
        let serialNumber: String
        let thumbprint: String
        let notAfter: Date
        let store: String
    }

    func run() async throws {
        let keyOutput = try key.map { try OutputFile($0, secret: true, overwrites: force) }
        let output = try out.map { try OutputFile($0, overwrites: force) }
        try OutputFile.requireDistinct([keyOutput, output], input: file)
        let enrollment = try await ResponseAcceptor.accept(
            try Files.read(file),
            stores: stores,
            trust: trust,
            fingerprint: fingerprint,
            allowUntrustedRoot: allowUntrustedRoot
        )
        let chain = try enrollment.issuedChain()
        guard let first = chain.first else { return }
        let certificate = try Certificate(derEncoded: first)
        let result = Result(
            subject: certificate.subject.rfc4514,
            serialNumber: certificate.serialHex,
            thumbprint: Hex.encode(Digest.sha1(first)),
            notAfter: certificate.notAfter,
            store: try enrollment.store().directory
        )
        // The installation is reported first, because it is done even if a file cannot be written. JSON is one document and comes at the
        // end.
        var aftermath = Aftermath()
        if !json {
            await aftermath.attempt {
                try Console.tell("Installed certificate \(result.serialNumber) of \"\(result.subject)\" in \(result.store)")
            }
        }
        await aftermath.attempt {
            try output?.write(Array(chain.map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }.joined().utf8))
        }
        await aftermath.attempt {
            if let keyOutput { try keyOutput.write(Array(try await enrollment.exportPEM().key.utf8)) }
        }
        if json { try Console.json(result) }
        for failure in aftermath.failures { Console.complain(failure) }
        if !aftermath.failures.isEmpty { throw ExitCode(ExitStatus.failed) }
    }
}
