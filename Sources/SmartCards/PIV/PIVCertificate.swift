package import PKIFormats

/// The content of a certificate object. Source: NIST SP 800-73-4 part 1 table 10.
package enum PIVCertificate {
    /// - Returns: nil for an emptied object.
    /// - Throws: ``CardError`` of kind `unsupported` for a compressed certificate, `malformed` for one that cannot be read.
    package static func read(_ content: [UInt8]) throws(CardError) -> Certificate? {
        if content.isEmpty { return nil }
        let elements = try TagLengthValue.read(content, of: "certificate")
        guard let der = elements.first(where: { $0.tag == 0x70 })?.value, !der.isEmpty else { return nil }
        guard (elements.first { $0.tag == 0x71 }?.value.first ?? 0) & 0x01 == 0 else {
            throw CardError(
                .unsupported,
                "The card holds this certificate compressed (gzip), which is not read here. Write it uncompressed."
            )
        }
        do { return try Certificate(derEncoded: der) } catch {
            throw CardError(.malformed, "The certificate on the card cannot be read: \(error).")
        }
    }

    /// The content with an uncompressed certificate.
    package static func write(_ der: [UInt8]) -> [UInt8] {
        TagLengthValue.write(0x70, der) + TagLengthValue.write(0x71, [0]) + TagLengthValue.write(0xFE, [])
    }
}
