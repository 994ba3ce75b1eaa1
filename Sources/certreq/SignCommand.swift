import ArgumentParser
import CAInterface
import CertCli
import CertEnroll
import PKIFormats

/// `certreq sign REQUEST [SIGNED]` adds a signature of a certificate of the store.
struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Signs a request with a certificate of the store, for example an enrollment agent's."
    )

    @Argument(help: "The request: DER, PEM or base64.", completion: .file()) var request: String
    @Argument(help: "The signed request to write; standard output when absent.", completion: .file()) var signed: String?
    @Option(name: .long, help: ArgumentHelp("The certificate that signs: thumbprint, serial number or name.", valueName: "certificate"))
    var cert: String
    @Option(name: .long, help: ArgumentHelp("The account for whom an enrollment agent asks, DOMAIN\\\\user.", valueName: "name"))
    var requesterName: String?
    @Option(name: .long, help: "The hash of the signature: sha256, sha384 or sha512.")
    var hashAlgorithm: String?
    @OptionGroup var output: RequestOutput
    @OptionGroup var stores: StoreOptions

    func run() async throws {
        let choice = try SignatureChoice(digest: hashAlgorithm, isPSS: false)
        let file = try output.file(signed, input: request)
        let pairs = requesterName.map { [EnrollmentNameValuePair(name: "RequesterName", value: $0)] } ?? []
        let der = try RequestFile.read(request)
        if requesterName != nil, (try? CertificationRequest(derEncoded: der)) == nil {
            throw ValidationError("--requester-name belongs to the first signature; this request is signed already.")
        }
        let signer = try StoredCertificate.find(cert, stores)
        try output.deliver(try await RequestSigning.sign(der, with: signer, choice, pairs: pairs), to: file)
    }
}

/// `certreq policy REQUEST [POLICY [MESSAGE]]` puts extensions and attributes around a request of somebody else.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Puts the extensions and attributes of a policy file around a request, as CMC."
    )

    @Argument(help: "The request, PKCS #10 or CMC: DER, PEM or base64.", completion: .file()) var request: String
    @Argument(help: "The policy file.", completion: .file()) var policy: String?
    @Argument(help: "The message to write; standard output when absent.", completion: .file()) var message: String?
    @Option(name: .long, help: ArgumentHelp("The certificate that signs: thumbprint, serial number or name.", valueName: "certificate"))
    var cert: String?
    @Option(name: .long, help: ArgumentHelp("Attributes to add, name:value, separated by \\n.", valueName: "text"))
    var attrib: String?
    @Option(name: .long, help: "The hash of the signature: sha256, sha384 or sha512.")
    var hashAlgorithm: String?
    @Flag(name: .long, help: "An RSA key signs with RSASSA-PSS.")
    var alternateSignatureAlgorithm = false
    @OptionGroup var output: RequestOutput
    @OptionGroup var stores: StoreOptions

    func run() async throws {
        let choice = try SignatureChoice(digest: hashAlgorithm, isPSS: alternateSignatureAlgorithm)
        let file = try output.file(message, input: request)
        let made = try await RequestSigning.policy(
            try RequestFile.read(request),
            try policy.map { try PolicyRequest(try Files.read($0), path: $0, isPolicyOnly: true) },
            attributes: attrib,
            signer: try cert.map { try StoredCertificate.find($0, stores) },
            choice
        )
        try output.deliver(made, to: file)
    }
}

/// Where a request goes, and in which form.
struct RequestOutput: ParsableArguments {
    @Flag(name: .long, help: "Write DER.") var binary = false
    @Flag(name: [.customShort("f"), .long], help: "Replace the file if it exists.") var force = false
    @Flag(name: .long, help: "Print the result as JSON.") var json = false

    func file(_ path: String?, input: String) throws -> OutputFile? {
        let file = try path.map { try OutputFile($0, overwrites: force) }
        try OutputFile.requireDistinct([file], input: input)
        return file
    }

    func deliver(_ request: [UInt8], to file: OutputFile?) throws {
        let text = EncodedBytes(request, as: OutputFlags(.base64RequestHeader, .noCR)).text
        if let file { try file.write(binary ? request : Array(text.utf8)) }
        if json { return try Console.json(["request": text]) }
        Console.say(file.map { "Wrote \($0.path)" } ?? text)
    }
}
