/// The key blobs of Windows' cryptographic interfaces, recognized by their first octets.
enum KeyBlobMagic {
    static func isBlob(_ bytes: [UInt8]) -> Bool { isLegacy(bytes) || isCNG(bytes) }

    /// BLOBHEADER: type 6 or 7, version 2, two reserved octets.
    static func isLegacy(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 20 && (bytes[0] == 6 || bytes[0] == 7) && bytes[1] == 2 && bytes[2] == 0 && bytes[3] == 0
    }

    /// BCRYPT_RSAKEY_BLOB and BCRYPT_ECCKEY_BLOB: four letters or digits.
    static func isCNG(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 8 else { return false }
        return names.contains(String(decoding: bytes.prefix(4), as: UTF8.self)) && bytes[4..<8].contains(0)
    }

    private static let names: Set = [
        "RSA1", "RSA2", "RSA3", "ECS1", "ECS2", "ECS3", "ECS4", "ECS5", "ECS6", "ECK1", "ECK2", "ECK3", "ECK4", "ECK5", "ECK6",
    ]
}
