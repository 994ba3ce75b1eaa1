import PortableFoundation

/// Settings of the engine that are no policy: policy is data in the store, under audit.
package struct AuthorityConfiguration: Sendable, Hashable {
    /// How far notBefore lies back, in seconds, for clients whose clocks are slow.
    package var clockSkewSeconds: Int
    /// Answers of CR_PROP_FILEVERSION, PRODUCTVERSION.
    package var version: String
    /// `host[:port]` of config strings; the authority's DNS name when nil.
    package var configHost: String?
    /// BCP 47 tag of CR_PROP_LOCALENAME.
    package var localeName: String

    package init(clockSkewSeconds: Int = 600, version: String = "1.0.0.0", configHost: String? = nil, localeName: String = "en-US") {
        self.clockSkewSeconds = clockSkewSeconds
        self.version = version
        self.configHost = configHost
        self.localeName = localeName
    }
}
