public import CAInterface

extension RemoteAuthority: AuthorityConfiguring {
    private var configured: RemoteAdministration { RemoteAdministration(transport: transport, authority: name) }

    public func configuration(node: String?) async throws -> [ConfigurationEntry] { try await configured.configuration(node: node) }

    public func configurationEntry(node: String, entry: String) async throws -> ConfigurationValue {
        try await configured.configurationEntry(node: node, entry: entry)
    }

    public func setConfigurationEntry(node: String, entry: String, value: ConfigurationValue) async throws {
        try await configured.setConfigurationEntry(node: node, entry: entry, value: value)
    }

    public func changeConfigurationEntry(node: String, entry: String, adding: [String], removing: [String]) async throws
        -> ConfigurationValue
    {
        try await configured.changeConfigurationEntry(node: node, entry: entry, adding: adding, removing: removing)
    }

    public func testExitReceiver(_ name: String) async throws -> ExitTest { try await configured.testExitReceiver(name) }
}
