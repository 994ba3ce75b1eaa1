import CAInterface

/// The value of property 26: four texts behind their lengths.
struct EnrollmentPropertyValue {
    let requestID: String
    let dnsName: String
    let caName: String
    let displayName: String

    init(requestID: String, dnsName: String, caName: String, displayName: String) {
        (self.requestID, self.dnsName, self.caName, self.displayName) = (requestID, dnsName, caName, displayName)
    }

    /// The facts in the record of a certificate; nil when it does not know the CA.
    init?(_ installed: InstalledCertificate) {
        guard let requestID = installed.requestID, let address = installed.enrollmentAddress, let slash = address.firstIndex(of: "\\")
        else { return nil }
        let host = address[..<slash].split(separator: ":").first ?? ""
        let name = String(address[address.index(after: slash)...])
        self.init(requestID: requestID, dnsName: String(host), caName: name, displayName: installed.friendlyName ?? "")
    }

    /// - Throws: `CAError` with 0x8007000D when the octets are not such a value.
    init(octets: [UInt8]) throws(CAError) {
        var reader = PropertyReader(octets)
        let texts = (try reader.text(), try reader.text(), try reader.text(), try reader.text())
        try reader.finish()
        self.init(requestID: texts.0, dnsName: texts.1, caName: texts.2, displayName: texts.3)
    }

    var octets: [UInt8] { [requestID, dnsName, caName, displayName].flatMap { PropertyReader.octets(of: $0) } }
}

/// 26: the CA that was asked, and its number for the request. Source: "ICertPropertyEnrollment interface".
public final class CertPropertyEnrollment: CertProperty {
    override class var number: CertEnrollPropertyID? { .enrollment }

    /// - Throws: `CAError` with 0x800704DF the second time, 0x80070057 for a negative number.
    public func initialize(_ requestId: Int, caDnsName: String, caName: String, friendlyName: String = "") throws {
        guard requestId >= 0 else { throw CAError.badArgument("A request number is 0 or more.") }
        try initialize(
            EnrollmentPropertyValue(requestID: String(requestId), dnsName: caDnsName, caName: caName, displayName: friendlyName).octets
        )
    }

    /// The CA's number for the request; 0 when it is not a number. Source: "ICertPropertyEnrollment::get_RequestId".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var requestId: Int { get throws { Int(try read("requestId").requestID) ?? 0 } }

    /// The DNS name of the CA's server. Source: "ICertPropertyEnrollment::get_CADnsName".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var caDnsName: String { get throws { try read("caDnsName").dnsName } }

    /// The name of the CA. Source: "ICertPropertyEnrollment::get_CAName".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var caName: String { get throws { try read("caName").caName } }

    /// The name for people. Source: "ICertPropertyEnrollment::get_FriendlyName".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var friendlyName: String { get throws { try read("friendlyName").displayName } }

    override func check(_ value: [UInt8]) throws { _ = try EnrollmentPropertyValue(octets: value) }

    private func read(_ member: String) throws(CAError) -> EnrollmentPropertyValue {
        try EnrollmentPropertyValue(octets: try value(for: member))
    }
}
