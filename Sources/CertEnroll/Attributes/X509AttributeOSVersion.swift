import PortableFoundation
public import PKIFormats

/// 1.3.6.1.4.1.311.13.2.3: the version of the client's system. Source: "IX509AttributeOSVersion interface".
public final class X509AttributeOSVersion: KnownX509Attribute<PKIFormats.OperatingSystemVersion> {
    /// - Parameter osVersion: `major.minor.build.platform`; the system's own when nil or empty, with the platform 0, because the numbers of Windows
    ///   mean none of this library's systems.
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initializeEncode(_ osVersion: String? = nil) throws {
        let text = osVersion.flatMap { $0.isEmpty ? nil : $0 } ?? Self.system
        try initialize(encoding: PKIFormats.OperatingSystemVersion(text))
    }

    /// The version. Source: "IX509AttributeOSVersion::get_OSVersion".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var osVersion: String { get throws { try known(for: "osVersion").text } }

    private static var system: String {
        let version = ProcessInfo.processInfo.operatingSystemVersion
        return "\(version.majorVersion).\(version.minorVersion).\(version.patchVersion).0"
    }
}
