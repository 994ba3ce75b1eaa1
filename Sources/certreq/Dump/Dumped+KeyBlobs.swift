import PKICrypto
import PKIFormats

extension DumpedStructure {
    /// The blobs of Windows' CryptoAPI and CNG; `nil` when the first octets match none of them.
    static func keyBlob(_ bytes: [UInt8]) throws(FormatError) -> DumpedStructure? {
        if KeyBlobMagic.isLegacy(bytes) {
            let blob = try CAPIKeyBlob(encoded: bytes)
            return key(blob.publicKey.subjectPublicKeyInfo, isPrivate: blob.privateKey != nil, form: blob.description, bytes)
        }
        guard KeyBlobMagic.isCNG(bytes) else { return nil }
        if bytes.starts(with: Array("RSA".utf8)) {
            let blob = try CNGRSAKeyBlob(encoded: bytes)
            return key(blob.publicKey.subjectPublicKeyInfo, isPrivate: blob.content != .publicKey, form: blob.description, bytes)
        }
        let blob = try CNGECCKeyBlob(encoded: bytes)
        return key(blob.subjectPublicKeyInfo, isPrivate: blob.privateKey != nil, form: blob.description, bytes)
    }

    /// - Parameter form: begins with the name of the blob.
    private static func key(_ key: SubjectPublicKeyInfo, isPrivate: Bool, form: String, _ bytes: [UInt8]) -> DumpedStructure {
        var structure = DumpedStructure(
            isPrivate ? "privateKey" : "publicKey",
            [
                "form": .string(form.split(separator: " ").first.map(String.init) ?? form), "algorithm": DumpParts.algorithm(key.algorithm),
                "publicKey": DumpParts.publicKey(key),
            ],
            bytes: bytes,
            grammar: .any
        )
        structure.hasFields = false
        structure.warn(Weakness.of(key))
        if isPrivate { structure.warn("unencrypted", "the private key is not encrypted: whoever has the file has the key") }
        return structure
    }
}
