package import PKIFormats

/// An answer to one certificate request; the unusual capitals belong to the interface. Source: "Get certificate responses".
package struct CertificateBody: Hashable, Sendable {
    /// The reason why the certificate is missing. The published class has no published shape, so this shape is chosen.
    package struct Failure: Hashable, Sendable {
        package var disposition: Int
        /// As a signed 32-bit number.
        package var hresult: Int
        package var message: String

        package init(disposition: Int, hresult: Int, message: String) {
            self.disposition = disposition
            self.hresult = hresult
            self.message = message
        }
    }

    package var templateCommonName: String
    /// Position in the array (chosen).
    package var certificateID: Int
    package var flags: Int
    package var useLocalMachineStore: Bool
    package var failure: Failure?
    /// ContentInfo DER.
    package var pkcs7: [UInt8]?
    package var pfx: [UInt8]?
    package var isExternal: Bool
    package var isServerGenerated: Bool
    package var isKeyHistory: Bool

    package init(
        templateCommonName: String,
        certificateID: Int,
        flags: Int,
        useLocalMachineStore: Bool,
        failure: Failure? = nil,
        pkcs7: [UInt8]? = nil,
        pfx: [UInt8]? = nil,
        isExternal: Bool = false,
        isServerGenerated: Bool = false,
        isKeyHistory: Bool = false
    ) {
        self.templateCommonName = templateCommonName
        self.certificateID = certificateID
        self.flags = flags
        self.useLocalMachineStore = useLocalMachineStore
        self.failure = failure
        self.pkcs7 = pkcs7
        self.pfx = pfx
        self.isExternal = isExternal
        self.isServerGenerated = isServerGenerated
        self.isKeyHistory = isKeyHistory
    }

    package var json: JSONValue {
        .members([
            "TemplateCommonName": .string(templateCommonName), "CertificateId": .int(certificateID), "Flags": .int(flags),
            "UseLocalMachineStore": .bool(useLocalMachineStore),
            "Error": failure.map {
                .members(["Disposition": .int($0.disposition), "HResult": .int($0.hresult), "Message": .string($0.message)])
            } ?? .null, "Pkcs7": pkcs7.map { .string(WrappedBase64.text($0)) } ?? .null,
            "Pfx": pfx.map { .string(WrappedBase64.text($0)) } ?? .null,
            "IsExternal": .bool(isExternal), "isServerGenerated": .bool(isServerGenerated), "isPfx": .bool(pfx != nil),
            "isPkcs7": .bool(pkcs7 != nil), "isKeyHistory": .bool(isKeyHistory),
        ])
    }
}
