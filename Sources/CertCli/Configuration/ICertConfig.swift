/// The CAs that this computer knows, as a list to walk through. Source: "ICertConfig interface (certcli.h)".
public protocol ICertConfig: ICertGetConfig {
    /// Makes the list afresh and makes one entry the current one. Source: "ICertConfig::Reset".
    /// - Parameter index: the entry, from 0.
    /// - Returns: the number of entries.
    /// - Throws: `CAError` with 0x80070057 for an index outside of the list, unless the list is empty and the index 0; the error of a source when no
    ///   source gave an entry.
    func reset(_ index: Int) async throws -> Int

    /// Makes the next entry the current one. Source: "ICertConfig::Next".
    /// - Returns: its index, or −1 at the end.
    /// - Throws: `CAError` with 0x8000FFFF before `reset`.
    func next() throws -> Int

    /// A field of the current entry. Source: "ICertConfig::GetField".
    /// - Throws: `CAError`: 0x8000FFFF before `reset` and behind the end, 0x80070057 for a name that is none, 0x80094004 for a field without a value.
    func field(_ name: String) throws -> String
}

/// Source: "ICertConfig2 interface (certcli.h)".
public protocol ICertConfig2: ICertConfig {
    /// Names a folder whose file `certsrv.txt` lists CAs; the next `reset` reads it, too. Source: "ICertConfig2::SetSharedFolder".
    /// - Parameter path: empty for none.
    func setSharedFolder(_ path: String)
}

/// One config string by a rule. Source: "ICertGetConfig interface (certcli.h)"; "ICertConfig::GetConfig".
public protocol ICertGetConfig: AnyObject {
    /// - Throws: `CAError`: 0x80070002 when no CA is known that the rule allows, 0x800704C7 when the user chose none, 0x80070057 for a number that is no
    ///   rule, or when several CAs are known and nobody can be asked.
    func config(_ choice: ConfigChoice) async throws -> String
}

extension ICertConfig {
    /// A field of the current entry.
    public func field(_ field: ConfigField) throws -> String { try self.field(field.rawValue) }
}
