import PKIFormats

/// The body of `POST /requests/{id}/certificatedata`. Source: "Get certificate responses".
package struct CertificateDataBody: Hashable, Sendable {
    /// For answers with a private key. Never logged.
    package let pfxPassword: String
    /// DER of each PKCS#10, in the order sent.
    package let certificateRequests: [[UInt8]]
    package let comments: String

    package static let mostRequests = 32

    package init(_ bytes: [UInt8]) throws(InputError) {
        let properties = try BodyProperties(bytes)
        pfxPassword = try properties.string("pfxpassword") ?? ""
        comments = try properties.string("comments", "comment") ?? ""
        var requests: [[UInt8]] = []
        switch properties.value(["certificaterequests"]) {
        case nil: break
        case .array(let elements):
            guard elements.count <= Self.mostRequests else {
                throw InputError("certificaterequests", "\(elements.count) elements; at most \(Self.mostRequests) are accepted")
            }
            for (index, element) in elements.enumerated() {
                let part = "certificaterequests[\(index)]"
                guard case .string(let text) = element else { throw InputError(part, "\(element.kind); a base64 string expected") }
                requests.append(try WrappedBase64.read(text, part: part))
            }
        case .some(let other): throw InputError("certificaterequests", "\(other.kind); an array of base64 strings expected")
        }
        certificateRequests = requests
    }
}
