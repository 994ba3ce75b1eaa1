package import CAInterface
import PKIFormats

/// `POST …/renewals`: another certificate for the authority; an empty body keeps the key.
package struct RenewalBody: Hashable, Sendable, Codable {
    package var newKey: Bool?
    package var keyAlgorithm: String?
    package var hash: String?
    package var validitySeconds: Int?
    /// Opens a key that is kept elsewhere, for this call alone. Accepted only from loopback.
    package var passphrase: String?

    package init(_ order: RenewalOrder) {
        newKey = order.newKey ? true : nil
        keyAlgorithm = order.keyAlgorithm
        hash = order.hash
        validitySeconds = order.validitySeconds
        passphrase = order.passphrase.map { String(decoding: $0, as: UTF8.self) }
    }

    package init(json: [UInt8]) throws(BodyError) {
        guard !json.isEmpty else { return }
        var object = try JSONObject(body: json)
        newKey = try object.optionalFlag("newKey")
        keyAlgorithm = try object.optionalText("keyAlgorithm")
        hash = try object.optionalText("hash")
        validitySeconds = try object.optionalNumber("validitySeconds")
        passphrase = try object.optionalText("passphrase")
        try object.finish()
    }

    package func order() throws(BodyError) -> RenewalOrder {
        if newKey != true, let name = keyAlgorithm ?? hash {
            throw BodyError(field: "newKey", value: name, reason: "a key algorithm or hash is for a new key: set newKey, or leave them out")
        }
        if let validitySeconds, !(86_400...100 * 366 * 86_400).contains(validitySeconds) {
            throw BodyError(
                field: "validitySeconds",
                value: "\(validitySeconds)",
                reason: "a CA's certificate is valid for a day to a hundred years"
            )
        }
        return RenewalOrder(
            newKey: newKey ?? false,
            keyAlgorithm: keyAlgorithm,
            hash: hash,
            validitySeconds: validitySeconds,
            passphrase: passphrase.map { Array($0.utf8) }
        )
    }
}

/// The answer: the certificate, or the request to take to the parent.
package struct RenewalOutcomeBody: Hashable, Sendable, Codable {
    /// The index of the generation; absent while the authority waits.
    package var generation: Int?
    /// PEM.
    package var certificate: String?
    package var request: String?

    package init(_ outcome: RenewalOutcome) {
        generation = outcome.generation
        certificate = outcome.certificate.map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }
        request = outcome.request.map { PEMDocument(label: "CERTIFICATE REQUEST", bytes: $0).text }
    }

    package func outcome() throws(BodyError) -> RenewalOutcome {
        var (bytes, request): ([UInt8]?, [UInt8]?)
        if let certificate { bytes = try EncodedText.bytes(of: certificate, field: "certificate") }
        if let text = self.request { request = try EncodedText.bytes(of: text, field: "request") }
        return RenewalOutcome(generation: generation, certificate: bytes, request: request)
    }
}
