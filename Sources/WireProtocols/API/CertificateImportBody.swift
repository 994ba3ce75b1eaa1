package import CAInterface
import PKIFormats

/// `POST …/certificates`.
package struct CertificateImportBody: Hashable, Sendable, Codable {
    /// PEM or base64 of the DER.
    package var certificate: String
    package var allowForeign: Bool?
    package var existingRow: Bool?

    package init(_ certificate: [UInt8], _ options: CertificateImportOptions) {
        self.certificate = Base64.encode(certificate)
        allowForeign = options.contains(.allowForeign) ? true : nil
        existingRow = options.contains(.existingRow) ? true : nil
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        certificate = try object.text("certificate")
        allowForeign = try object.optionalFlag("allowForeign")
        existingRow = try object.optionalFlag("existingRow")
        try object.finish()
    }

    package func bytes() throws(BodyError) -> [UInt8] { try EncodedText.bytes(of: certificate, field: "certificate") }

    package var options: CertificateImportOptions {
        var options: CertificateImportOptions = []
        if allowForeign ?? false { options.insert(.allowForeign) }
        if existingRow ?? false { options.insert(.existingRow) }
        return options
    }
}

/// The answer to an import.
package struct ImportedBody: Hashable, Sendable, Codable {
    package var requestId: Int

    package init(_ request: RequestID) { requestId = request.rawValue }
}
