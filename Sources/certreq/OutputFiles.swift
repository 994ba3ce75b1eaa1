import ArgumentParser
import CertCli

/// The files for a certificate, by position as on Windows.
struct OutputFiles: ParsableArguments {
    @Argument(help: "Write the certificate here; - is the standard output.", completion: .file())
    var certificate: String?

    @Argument(help: "Write the PKCS #7 chain here.", completion: .file())
    var chain: String?

    @Argument(help: "Write the CMC full response here.", completion: .file())
    var fullResponse: String?

    @Flag(name: .long, help: "Write DER instead of base64.")
    var binary = false

    @Flag(name: .long, help: "Include revocation lists in the chain.")
    var crl = false

    @Flag(name: [.customShort("f"), .long], help: "Replace files that exist.")
    var force = false

    func submitFlags(_ encoding: SubmitFlags) -> SubmitFlags { fullResponse == nil ? encoding : encoding.adding(.fullResponse) }

    /// - Throws: when one of them cannot be written, or two are the same file, or one is `input`.
    func outputs(input: String? = nil) throws -> CertificateOutputs {
        try CertificateOutputs(
            [certificate, chain, fullResponse].compactMap { $0 },
            input: input,
            binary: binary,
            revocationLists: crl,
            overwrites: force
        )
    }
}
