import ArgumentParser
import CAInterface
import CertCli
import CertEnroll
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// `certreq accept FILE`: installs a CA's answer to a request of this store.
struct AcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Installs a certificate, a chain or a full response that answers a request of the store."
    )

    @Argument(help: "The CA's answer: DER, PEM or base64.")
    var file: String

    @OptionGroup var stores: StoreOptions

    @Option(name: .long, help: ArgumentHelp("Trust these root certificates for the chain.", valueName: "file"))
    var trust: String?

    @Option(name: .long, help: ArgumentHelp("Trust the root in the answer that has this SHA-256 fingerprint.", valueName: "hex"))
    var fingerprint: String?

    @Flag(name: .long, help: "Install although the root is not trusted, and trust it from now on.")
    var allowUntrustedRoot = false

    @Option(name: .long, help: ArgumentHelp("Write the certificate and its issuers here, as PEM.", valueName: "file"))
    var out: String?

    @Option(name: .long, help: ArgumentHelp("Write the private key here, if it was made exportable.", valueName: "file"))
    var key: String?

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
        let keyOutput = try key.map { try OutputFile($0, secret: true) }
        let output = try out.map { try OutputFile($0) }
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
        // The installation is told first: it stands, whatever becomes of the files. JSON is one document and comes at the end.
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

/// The work of `accept`, for both spellings.
enum ResponseAcceptor {
    /// Certificates one after another in one PEM file are a chain like any other.
    private static func joined(_ bytes: [UInt8]) throws -> [UInt8] {
        if let text = EncodedInput.text(from: bytes), let documents = try? PEMDocument.parse(text), documents.count > 1 {
            let certificates = try documents.compactMap { try $0.certificate() }
            if !certificates.isEmpty { return SignedData.certsOnly(certificates) }
        }
        return try EncodingType.any.decode(bytes)
    }

    static func accept(
        _ bytes: [UInt8],
        stores: StoreOptions,
        trust: String?,
        fingerprint: String?,
        allowUntrustedRoot: Bool
    ) async throws -> X509Enrollment {
        var anchors: [[UInt8]] = []
        if let trust { anchors += try ServerTrust.anchors(file: try Files.read(trust)).anchorCertificates }
        let der = try joined(bytes)
        if let fingerprint {
            _ = try ServerTrust.root(fingerprint: fingerprint)
            let wanted = try Hex.decode(fingerprint)
            anchors += ((try? SignedData(berContentInfo: der))?.certificates ?? []).filter { Digest.sha256($0) == wanted }
        }
        let flags: InstallResponseRestrictionFlags = allowUntrustedRoot ? .allowUntrustedRoot : .allowNone
        func install(_ context: X509CertificateEnrollmentContext) async throws -> X509Enrollment {
            let enrollment = X509Enrollment(
                stores: stores.location,
                keys: ProgramKeys(),
                anchors: anchors,
                verifier: OpenSSLVerifier()
            )
            try enrollment.initialize(context)
            try await enrollment.installResponse(flags, response: der, encoding: .binary)
            return enrollment
        }
        do {
            return try await install(stores.context)
        } catch let error as CAError where error.status == .cryptNotFound && stores.directories.contains(where: Self.isElsewhere(stores)) {
            // The policy file may have said MachineKeySet: no option is needed where the machine's store has the request.
            do {
                return try await install(.machine)
            } catch let other as CAError where other.status == .cryptNotFound {
                throw error
            }
        }
    }

    private static func isElsewhere(_ stores: StoreOptions) -> (String) -> Bool {
        { !stores.machine && $0 == stores.location.machine && $0 != stores.location.user && EnrollmentStore.exists(at: $0) }
    }
}
