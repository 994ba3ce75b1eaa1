import CAInterface

/// 87: the policy server that the certificate comes from. Source: "ICertPropertyEnrollmentPolicyServer interface".
///
/// No page describes the octets. Here they are four numbers (property flags, authentication of the policy and of the enrollment server, flags of
/// the address) and four texts behind their lengths (request, address and id of the policy server, address of the enrollment server).
public final class CertPropertyEnrollmentPolicyServer: CertProperty {
    override class var number: CertEnrollPropertyID? { .enrollmentPolicyServer }

    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initialize(
        _ propertyFlags: EnrollmentPolicyServerPropertyFlags,
        authFlags: X509EnrollmentAuthFlags,
        enrollmentServerAuthFlags: X509EnrollmentAuthFlags,
        urlFlags: PolicyServerUrlFlags,
        requestId: String,
        url: String,
        id: String,
        enrollmentServerUrl: String
    ) throws {
        try initialize(
            InstalledCertificate.PolicyServer(
                url: url,
                id: id,
                enrollmentServerURL: enrollmentServerUrl,
                propertyFlags: propertyFlags,
                urlFlags: urlFlags,
                authentication: authFlags,
                enrollmentServerAuthentication: enrollmentServerAuthFlags,
                requestID: requestId
            ).octets
        )
    }

    /// Every part. Each documented member below is one of them.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var policyServer: InstalledCertificate.PolicyServer { get throws { try read("policyServer") } }

    /// The policy server. Source: "ICertPropertyEnrollmentPolicyServer::GetPolicyServerUrl".
    public func getPolicyServerUrl() throws -> String { try read("getPolicyServerUrl").url }

    /// The policy server's identifier. Source: "ICertPropertyEnrollmentPolicyServer::GetPolicyServerId".
    public func getPolicyServerId() throws -> String { try read("getPolicyServerId").id }

    /// The enrollment server; empty when none issued. Source: "ICertPropertyEnrollmentPolicyServer::GetEnrollmentServerUrl".
    public func getEnrollmentServerUrl() throws -> String { try read("getEnrollmentServerUrl").enrollmentServerURL }

    /// The CA's name for the request. Source: "ICertPropertyEnrollmentPolicyServer::GetRequestIdString".
    public func getRequestIdString() throws -> String { try read("getRequestIdString").requestID }

    /// Source: "ICertPropertyEnrollmentPolicyServer::GetPropertyFlags".
    public func getPropertyFlags() throws -> EnrollmentPolicyServerPropertyFlags { try read("getPropertyFlags").propertyFlags }

    /// Source: "ICertPropertyEnrollmentPolicyServer::GetUrlFlags".
    public func getUrlFlags() throws -> PolicyServerUrlFlags { try read("getUrlFlags").urlFlags }

    /// Source: "ICertPropertyEnrollmentPolicyServer::GetAuthentication".
    public func getAuthentication() throws -> X509EnrollmentAuthFlags { try read("getAuthentication").authentication }

    /// Source: "ICertPropertyEnrollmentPolicyServer::GetEnrollmentServerAuthentication".
    public func getEnrollmentServerAuthentication() throws -> X509EnrollmentAuthFlags {
        try read("getEnrollmentServerAuthentication").enrollmentServerAuthentication
    }

    override func check(_ value: [UInt8]) throws { _ = try InstalledCertificate.PolicyServer(octets: value) }

    private func read(_ member: String) throws(CAError) -> InstalledCertificate.PolicyServer {
        try InstalledCertificate.PolicyServer(octets: try value(for: member))
    }
}

extension InstalledCertificate.PolicyServer {
    /// - Throws: `CAError` with 0x8007000D when the octets are not such a value.
    init(octets: [UInt8]) throws(CAError) {
        var reader = PropertyReader(octets)
        let numbers = (try reader.number(), try reader.number(), try reader.number(), try reader.number())
        let texts = (try reader.text(), try reader.text(), try reader.text(), try reader.text())
        try reader.finish()
        self.init(
            url: texts.1,
            id: texts.2,
            enrollmentServerURL: texts.3,
            propertyFlags: EnrollmentPolicyServerPropertyFlags(rawValue: numbers.0),
            urlFlags: PolicyServerUrlFlags(rawValue: numbers.3),
            authentication: X509EnrollmentAuthFlags(rawValue: numbers.1),
            enrollmentServerAuthentication: X509EnrollmentAuthFlags(rawValue: numbers.2),
            requestID: texts.0
        )
    }

    var octets: [UInt8] {
        [propertyFlags.rawValue, authentication.rawValue, enrollmentServerAuthentication.rawValue, urlFlags.rawValue]
            .flatMap { PropertyReader.octets(of: $0) }
            + [requestID, url, id, enrollmentServerURL].flatMap { PropertyReader.octets(of: $0) }
    }
}
