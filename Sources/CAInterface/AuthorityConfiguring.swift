/// The registry-like configuration of one CA, as one caller sees it. Source: "ICertAdmin2::GetConfigEntry", "ICertAdmin2::SetConfigEntry".
///
/// A node is a path with backslashes, without regard to case. The empty path and `CA` name the CA's own node. `policy` is short for
/// `PolicyModules\CertificateAuthority_MicrosoftDefault.Policy`, and `exit` for `ExitModules\CertificateAuthority_MicrosoftDefault.Exit`.
/// A value takes effect with the next request; nothing is restarted.
///
/// Two kinds of conformer, as of `CertificateAuthority`. Errors are `CAError`.
public protocol AuthorityConfiguring: Sendable {
    /// Every entry in the order of the documentation, or those of one node. The caller needs a right to read the CA's settings.
    /// - Parameter node: nil for all.
    /// - Throws: `CAError.notFound` with 0x80070002 for a node that does not exist.
    func configuration(node: String?) async throws -> [ConfigurationEntry]
    /// One value.
    /// - Throws: `CAError.notFound` with 0x80070002 for a node or an entry that does not exist.
    func configurationEntry(node: String, entry: String) async throws -> ConfigurationValue
    /// Replaces one value. The caller needs the right to manage the CA.
    /// - Throws: `CAError.malformed` with 0x80070057 for a value of another kind or one that cannot be used; `.unacceptable` for a value
    ///   that would let a request write what only the authority may (with the rule, such as `ESC6`); `.notFound` as above. Nothing is
    ///   changed then.
    func setConfigurationEntry(node: String, entry: String, value: ConfigurationValue) async throws
    /// Changes part of a value in one act, so that two administrators do not undo each other's change: sets and clears flags by their names, or adds
    /// and removes elements of a list of texts. What is there already, or is not there, stays so.
    /// - Returns: the value after the change.
    /// - Throws: as `setConfigurationEntry`; `CAError.malformed` for a flag that does not exist and for an entry of another kind.
    func changeConfigurationEntry(node: String, entry: String, adding: [String], removing: [String]) async throws -> ConfigurationValue
    /// Sends a test event to an exit receiver now, without the queue, and waits for what comes of it. The caller needs the right to manage the CA.
    /// - Parameter name: of a line of the entry `exit\Receivers`.
    /// - Throws: `CAError.notFound` when no receiver has that name.
    func testExitReceiver(_ name: String) async throws -> ExitTest
}
