package import PKIFormats

/// The instructions for making one PKCS#10. Source: "Get certificate request generation options".
package struct GenerationOptionBody: Hashable, Sendable {
    package var subject: String
    package var keyAlgorithmName: String
    package var keySize: Int
    package var friendlyName: String
    package var hashAlgorithmName: String
    package var keyStorageProviderNames: [String]
    package var exportable: Int
    package var keyProtectionLevel: Int
    package var keyUsages: Int

    package init(
        subject: String,
        keyAlgorithmName: String,
        keySize: Int,
        friendlyName: String,
        hashAlgorithmName: String,
        keyStorageProviderNames: [String],
        exportable: Int,
        keyProtectionLevel: Int,
        keyUsages: Int
    ) {
        self.subject = subject
        self.keyAlgorithmName = keyAlgorithmName
        self.keySize = keySize
        self.friendlyName = friendlyName
        self.hashAlgorithmName = hashAlgorithmName
        self.keyStorageProviderNames = keyStorageProviderNames
        self.exportable = exportable
        self.keyProtectionLevel = keyProtectionLevel
        self.keyUsages = keyUsages
    }

    package var json: JSONValue {
        .members([
            "Subject": .string(subject), "KeyAlgorithmName": .string(keyAlgorithmName), "KeySize": .int(keySize),
            "FriendlyName": .string(friendlyName), "HashAlgorithmName": .string(hashAlgorithmName),
            "KeyStorageProviderNames": .array(keyStorageProviderNames.map { .string($0) }), "Exportable": .int(exportable),
            "KeyProtectionLevel": .int(keyProtectionLevel), "KeyUsages": .int(keyUsages),
        ])
    }
}
