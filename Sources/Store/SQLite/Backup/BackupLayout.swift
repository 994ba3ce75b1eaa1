/// What a backup is made of: names relative to the data directory and, alike, in the archive.
enum BackupLayout {
    static let database = "chancery.sqlite"
    static let manifest = "manifest.json"
    static let keys = "keys"
    /// The bytes of revocation lists; public copies are made from them.
    static let objects = "objects"
    /// Files beside these, where they exist.
    static let files = ["root.pem", "tls.json", "endpoints.json"]
    /// What a backup leaves out unless it is asked for: whoever has these and the rest has everything.
    static let secrets = ["admin-credentials", "keys/passphrase", "keys/root-passphrase"]

    /// Whether a file of that name may be in an archive. Nothing else is unpacked, so that no archive writes elsewhere.
    static func isKnown(_ name: String) -> Bool {
        if [database, manifest].contains(name) || files.contains(name) || secrets.contains(name) { return true }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let file = parts.last, !file.isEmpty, file.first != "." else { return false }
        return (parts[0] == keys && file.hasSuffix(".p8")) || parts[0] == objects
    }
}
