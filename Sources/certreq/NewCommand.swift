import Foundation
import CertEnroll
import ArgumentParser
import CAInterface
import PKIFormats

/// `certreq new POLICY.inf REQUEST` makes the key and the request that a policy file describes.
struct NewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "new", abstract: "Makes a key and a request from a policy file (INF).")

    @Argument(help: "The policy file.", completion: .file())
    var policy: String

    @Argument(help: "The request to write; standard output when absent.", completion: .file())
    var request: String?

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var stores: StoreOptions

    @Flag(name: .long, help: "Write DER.")
    var binary = false

    @Option(name: .long, help: ArgumentHelp("Attributes to add to the request, name:value, separated by \\n.", valueName: "text"))
    var attrib: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A certificate of the store that signs too, such as an enrollment agent's: thumbprint, serial number or name.",
            valueName: "certificate"
        )
    )
    var cert: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The CA's exchange certificate, to which a private key for archival is encrypted; without it, the CA of --config is asked.",
            valueName: "file"
        ),
        completion: .file()
    )
    var xchg: String?

    @Flag(
        name: [.customShort("f"), .long],
        help: "Replace the file of the request, a container's name and a waiting request with the same key."
    )
    var force = false

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    struct Result: Encodable {
        let request: String
        let ignored: [String]
        let remarks: [String]
    }

    func run() async throws {
        let output = try request.map { try OutputFile($0, overwrites: force) }
        try OutputFile.requireDistinct([output], input: policy)
        let maker = RequestMaker(
            attributes: attrib,
            stores: stores,
            binary: binary,
            signer: cert,
            replaces: force,
            exchange: xchg,
            connection: { try await connection.resolved(stores) }
        )
        let made = try await maker.make(policy)
        try output?.write(made.contents)
        if json {
            try Console.json(Result(request: made.text, ignored: made.ignored, remarks: made.remarks))
        } else if let request {
            Console.say(
                made.isCertificate
                    ? "Made and installed the self-signed certificate \(request)."
                    : "Made a key and the request \(request). Next: certreq submit \(request) --config …"
            )
        } else {
            Console.say(made.text)
        }
        if !json { made.remarks.forEach(Console.complain) }
        if !json, !made.ignored.isEmpty { Console.complain("These keys have no effect here: \(made.ignored.joined(separator: ", "))") }
    }
}

/// The attribute option: `name:value` pairs, separated by the two characters `
/// `.
enum AttributeArgument {
    static func raw(_ text: String?) -> String { (text ?? "").replacingOccurrences(of: "\\n", with: "\n") }

    static func pairs(_ text: String?) -> [RequestAttributes.Pair] { RequestAttributes(raw: raw(text)).pairs }
}
