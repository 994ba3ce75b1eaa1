/// The parts of a backup. Their names are relative to the data directory, and the same in the archive.
enum BackupLayout {
    static let database = "chancery.sqlite"
    static let manifest = "manifest.json"
    static let keys = "keys"
    /// The bytes of revocation lists; public copies are made from them.
    static let objects = "objects"
    /// The public copies. No backup has them.
    static let published = "published"
    /// Optional files.
    static let files = ["root.pem", "tls.json", "endpoints.json"]
    /// Files that a backup includes only if the caller asks for them: whoever has these and the rest has everything.
    static let secrets = ["admin-credentials", "keys/passphrase", "keys/root-passphrase"]

    /// True if a file of that name may be in an archive. No other file is unpacked, so an archive cannot write elsewhere.
    static func isKnown(_ name: String) -> Bool {
        if [database, manifest].contains(name) || files.contains(name) || secrets.contains(name) { return true }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let file = parts.last, !file.isEmpty, file.first != "." else { return false }
        return (parts[0] == keys && file.hasSuffix(".p8")) || parts[0] == objects
    }
}
