import CertCli
import CAInterface
import CertEnroll
import PKIFormats

/// The work of `new`, for both spellings.
enum RequestMaker {
    struct Made {
        let text: String
        let contents: [UInt8]
        let ignored: [String]
    }

    static func make(_ path: String, attributes: String?, stores: StoreOptions, binary: Bool) async throws -> Made {
        let policy = try PolicyRequest(try Files.read(path), path: path)
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
