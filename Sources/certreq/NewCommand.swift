import ArgumentParser
import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKIFormats

/// `certreq new POLICY.inf REQUEST`: makes the key and the request a policy file describes.
struct NewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "new", abstract: "Makes a key and a request from a policy file (INF).")

    @Argument(help: "The policy file.")
    var policy: String

    @Argument(help: "The request to write; standard output when left out.")
    var request: String?

    @OptionGroup var stores: StoreOptions

    @Flag(name: .long, help: "Write DER.")
    var binary = false

    @Option(name: .long, help: ArgumentHelp("Attributes to add to the request, name:value, parted by \\n.", valueName: "text"))
    var attrib: String?

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    struct Result: Encodable {
        let request: String
        let ignored: [String]
    }

    func run() async throws {
        let output = try request.map { try OutputFile($0) }
        try OutputFile.requireDistinct([output], input: policy)
        let made = try await RequestMaker.make(policy, attributes: attrib, stores: stores, binary: binary)
        try output?.write(made.contents)
        if json {
            try Console.json(Result(request: made.text, ignored: made.ignored))
        } else if let request {
            Console.say("Made a key and the request \(request). Next: certreq submit \(request) --config …")
        } else {
            Console.say(made.text)
        }
        if !json, !made.ignored.isEmpty { Console.complain("Without effect here: \(made.ignored.joined(separator: ", "))") }
    }
}

/// The work of `new`, for both spellings.
enum RequestMaker {
    struct Made {
        let text: String
        let contents: [UInt8]
        let ignored: [String]
    }

    static func make(_ path: String, attributes: String?, stores: StoreOptions, binary: Bool) async throws -> Made {
        let policy = try PolicyRequest(try PolicyFile(try Files.read(path)))
        let enrollment = X509Enrollment(stores: stores.location, keys: ProgramKeys())
        try enrollment.initialize(policy.machine ? .machine : stores.context)
        let request = try enrollment.innermostRequest
        request.subject = policy.subject
        request.keySpecification = policy.keySpecification
        request.hashAlgorithm = policy.hashAlgorithm
        request.exportable = policy.exportable
        request.suppressDefaults = policy.suppressDefaults
        request.x509Extensions += policy.extensions
        request.clientID = 9
        for pair in policy.attributes { request.cryptAttributes.append(.nameValuePair(name: pair.name, value: pair.value)) }
        for pair in AttributeArgument.pairs(attributes) {
            request.cryptAttributes.append(.nameValuePair(name: pair.name, value: pair.value))
        }
        if let name = policy.friendlyName { try enrollment.setCertificateFriendlyName(name) }
        let bytes = try await enrollment.createRequest(binary ? .binary : .base64RequestHeader)
        return Made(
            text: try request.rawData([.base64RequestHeader, .noCR]).text,
            contents: bytes.fileContents,
            ignored: policy.ignored
        )
    }
}

/// The attribute option: `name:value` parted by the two characters `\n`.
enum AttributeArgument {
    static func raw(_ text: String?) -> String { (text ?? "").replacingOccurrences(of: "\\n", with: "\n") }

    static func pairs(_ text: String?) -> [RequestAttributes.Pair] { RequestAttributes(raw: raw(text)).pairs }
}
