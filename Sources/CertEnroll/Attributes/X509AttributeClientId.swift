import CAInterface
import PortableFoundation
public import PKIFormats

/// 1.3.6.1.4.1.311.21.20: the machine, account and program that made a request. Source: "IX509AttributeClientId interface".
public final class X509AttributeClientId: KnownX509Attribute<RequestClientInformation> {
    /// - Parameters:
    ///   - clientId: a number of `RequestClientInfoClientId`; programs of others use 0, or 1001 and more.
    ///   - machineDnsName: the name of the machine; the system's when nil or empty.
    ///   - userSamName: the account, `DOMAIN\user`; the system's when nil or empty.
    ///   - processName: the program; this one when nil or empty.
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initializeEncode(_ clientId: Int, machineDnsName: String? = nil, userSamName: String? = nil, processName: String? = nil)
        throws
    {
        try initialize(
            encoding: RequestClientInformation(
                clientID: clientId,
                machineName: Self.given(machineDnsName) ?? ProcessInfo.processInfo.hostName,
                userName: Self.given(userSamName) ?? ProcessInfo.processInfo.userName,
                processName: Self.given(processName) ?? ProcessInfo.processInfo.processName
            )
        )
    }

    /// The kind of client. Source: "IX509AttributeClientId::get_ClientId".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var clientId: Int { get throws { try known(for: "clientId").clientID } }

    /// The machine; empty when the attribute has none. Source: "IX509AttributeClientId::get_MachineDnsName".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var machineDnsName: String { get throws { try known(for: "machineDnsName").machineName } }

    /// The account; empty when the attribute has none. Source: "IX509AttributeClientId::get_UserSamName".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var userSamName: String { get throws { try known(for: "userSamName").userName } }

    /// The program; empty when the attribute has none. Source: "IX509AttributeClientId::get_ProcessName".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var processName: String { get throws { try known(for: "processName").processName } }

    private static func given(_ text: String?) -> String? { text?.isEmpty == false ? text : nil }
}
