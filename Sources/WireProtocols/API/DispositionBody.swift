package import CAInterface
import PKIFormats

/// The answer to a submission, to a look at a request, and to an officer's act. Pending, denied and error are sent with status 200: they
/// are results with a row.
package struct DispositionBody: Hashable, Sendable, Codable {
    package var requestId: Int
    /// `issued`, `pending`, `denied`, `error`, `revoked`, `incomplete`, `issuedOutOfBand`.
    package var dispositionWord: String
    /// `CR_DISP_…`.
    package var dispositionCode: Int32
    /// An HRESULT, `0x00000000`.
    package var status: String
    package var message: String
    /// PEM.
    package var certificate: String?
    /// PEM of the issuers, up to and including the root.
    package var chain: [String]?
    /// Base64 of a CMC full response.
    package var fullResponse: String?
    package var reason: DenialReason?

    private enum CodingKeys: String, CodingKey {
        case requestId
        case dispositionWord = "disposition"
        case dispositionCode, status, message, certificate, chain, fullResponse, reason
    }

    package init(_ disposition: Disposition) {
        requestId = disposition.requestID.rawValue
        dispositionWord = disposition.code.name
        dispositionCode = disposition.code.rawValue
        status = disposition.status.description
        message = disposition.message
        certificate = disposition.certificate.map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }
        chain = disposition.chain.isEmpty ? nil : disposition.chain.map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }
        fullResponse = disposition.fullResponse.map { Base64.encode($0) }
        reason = disposition.reason
    }

    /// The disposition that a client reads from an answer.
    /// - Throws: `CAError.untrustedServer` when the answer is not what the call promises.
    package func disposition() throws(CAError) -> Disposition {
        guard let status = HRESULT(text: status) else { throw Self.unexpected("status", status) }
        do throws(BodyError) {
            var result = Disposition(
                requestID: RequestID(requestId),
                code: DispositionCode(rawValue: dispositionCode),
                status: status,
                message: message,
                reason: reason
            )
            if let certificate { result.certificate = try EncodedText.bytes(of: certificate, field: "certificate") }
            for issuer in chain ?? [] { result.chain.append(try EncodedText.bytes(of: issuer, field: "chain")) }
            if let fullResponse { result.fullResponse = try EncodedText.bytes(of: fullResponse, field: "fullResponse") }
            return result
        } catch {
            throw Self.unexpected(error.field, error.value)
        }
    }

    private static func unexpected(_ field: String, _ value: String) -> CAError {
        CAError(
            .untrustedServer,
            status: .invalidData,
            "The CA's answer cannot be read: its \(field) is \"\(value)\". Check that the address is a Chancery server."
        )
    }
}

extension Disposition {
    /// The same JSON as `DispositionBody`, written directly from the value.
    package var json: [UInt8] { json(chain: Self.jsonText(ofChain: chain)) }

    /// A chain in the form that `json(chain:)` takes. Every answer of one CA carries the same chain.
    package static func jsonText(ofChain chain: [[UInt8]]) -> [UInt8] {
        var writer = JSONWriter(capacity: 64 + chain.reduce(0) { $0 + 64 + $1.count * 3 / 2 })
        writer.array { array in for issuer in chain { array.element(pem: "CERTIFICATE", issuer) } }
        return writer.bytes
    }

    /// - Parameter text: `jsonText(ofChain:)` of this value's chain.
    package func json(chain text: [UInt8]) -> [UInt8] {
        var writer = JSONWriter(
            capacity: 512 + (certificate?.count ?? 0) * 3 / 2 + text.count + (fullResponse?.count ?? 0) * 3 / 2
        )
        writer.object { object in
            object.member("requestId", requestID.rawValue)
            object.member("disposition", code.name)
            object.member("dispositionCode", Int(code.rawValue))
            object.member("status", status.description)
            object.member("message", message)
            if let certificate { object.member("certificate", pem: "CERTIFICATE", certificate) }
            if !chain.isEmpty { object.member("chain", json: text) }
            if let fullResponse { object.member("fullResponse", base64: fullResponse) }
            if let reason {
                object.member(
                    "reason",
                    object: { inner in
                        inner.member("rule", reason.rule)
                        inner.member("field", reason.field)
                        inner.member("value", reason.value)
                        inner.member("remedy", reason.remedy)
                    }
                )
            }
        }
        return writer.bytes
    }
}

extension HRESULT {
    /// Reads `0x80094012`.
    package init?(text: String) {
        guard text.hasPrefix("0x") || text.hasPrefix("0X"), text.utf8.count == 10, let number = UInt32(text.dropFirst(2), radix: 16) else {
            return nil
        }
        self.init(rawValue: number)
    }
}
