import PortableFoundation

/// Settings of the engine that are not policy. Policy is data in the store, and changes to it are recorded.
package struct AuthorityConfiguration: Sendable, Hashable {
    /// The seconds by which notBefore precedes the present time, for clients with slow clocks.
    package var clockSkewSeconds: Int
    /// The answer to CR_PROP_FILEVERSION and PRODUCTVERSION.
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
