import CAInterface

/// Makes objects for a web page, always for the user. Source: "IX509EnrollmentWebClassFactory interface".
///
/// An enrollment made here installs responses only under `allowNone` and `allowUntrustedRoot`, as documented for web pages.
public final class X509EnrollmentWebClassFactory {
    private let access: PolicyServerAccess
    private let server: (any EnrollmentServer)?

    /// - Parameter server: where enrollments get template names and send requests.
    public init(_ access: PolicyServerAccess, server: (any EnrollmentServer)? = nil) {
        self.access = access
        self.server = server
    }

    /// Source: "IX509EnrollmentWebClassFactory::CreateObject".
    /// - Parameter progID: for example `X509Enrollment.CX509Enrollment`.
    /// - Throws: `CAError` with 0x80070005 for a name that a web page may not make, or that has no class.
    public func createObject(_ progID: String) throws -> AnyObject {
        switch Self.name(progID) {
        case "CX509Enrollment":
            let enrollment = X509Enrollment(stores: access.stores, server: server)
            enrollment.servesWebPage = true
            return enrollment
        case "CX509EnrollmentHelper":
            let helper = X509EnrollmentHelper(access)
            helper.servesWebPage = true
            return helper
        case let name:
            guard let name, let make = Self.makers[name.lowercased()] else {
                throw CAError(
                    .accessDenied,
                    status: .accessDenied,
                    "\"\(progID)\" cannot be made by the factory for web pages. Use one of: \(Self.progIDs.joined(separator: ", "))."
                )
            }
            return make(CertificateLookup(stores: access.stores))
        }
    }

    /// The classes that a web page may make.
    public static var progIDs: [String] {
        (["CX509Enrollment", "CX509EnrollmentHelper"] + classes.map(\.name)).sorted().map { "X509Enrollment." + $0 }
    }

    private static let classes: [(name: String, make: @Sendable (CertificateLookup) -> AnyObject)] = [
        ("CCertProperties", { CertProperties(lookup: $0) }),
        ("CCertPropertyDescription", { CertPropertyDescription(lookup: $0) }),
        ("CCertPropertyFriendlyName", { CertPropertyFriendlyName(lookup: $0) }),
        ("CCspInformation", { _ in CspInformation() }),
        ("CCspInformations", { _ in CspInformations() }),
        ("CCspStatus", { _ in CspStatus() }),
        ("CObjectId", { _ in ObjectId() }),
        ("CObjectIds", { _ in ObjectIds() }),
        ("CSignerCertificate", { SignerCertificate(lookup: $0) }),
        ("CX500DistinguishedName", { _ in X500DistinguishedName() }),
        ("CX509CertificateRequestCmc", { X509CertificateRequestCmc(lookup: $0) }),
        ("CX509CertificateRequestPkcs10", { X509CertificateRequestPkcs10(lookup: $0) }),
        ("CX509CertificateRequestPkcs7", { X509CertificateRequestPkcs7(lookup: $0) }),
        ("CX509Extension", { _ in X509Extension() }),
        ("CX509ExtensionEnhancedKeyUsage", { _ in X509ExtensionEnhancedKeyUsage() }),
        ("CX509ExtensionKeyUsage", { _ in X509ExtensionKeyUsage() }),
        ("CX509ExtensionTemplate", { _ in X509ExtensionTemplate() }),
        ("CX509ExtensionTemplateName", { _ in X509ExtensionTemplateName() }),
        ("CX509Extensions", { _ in X509Extensions() }),
        ("CX509NameValuePair", { _ in X509NameValuePair() }),
        ("CX509NameValuePairs", { _ in X509NameValuePairs() }),
    ]

    private static let makers = Dictionary(uniqueKeysWithValues: classes.map { ($0.name.lowercased(), $0.make) })

    /// The name after `X509Enrollment.`, for the two classes in the spelling of this file.
    static func name(_ progID: String) -> String? {
        let prefix = "x509enrollment."
        guard progID.lowercased().hasPrefix(prefix) else { return nil }
        let name = String(progID.dropFirst(prefix.count))
        return ["CX509Enrollment", "CX509EnrollmentHelper"].first { $0.lowercased() == name.lowercased() } ?? name
    }
}

/// Makes the one object with which a web page enrolls a machine. Source: "IX509MachineEnrollmentFactory interface".
public final class X509MachineEnrollmentFactory {
    private let access: PolicyServerAccess

    public init(_ access: PolicyServerAccess) { self.access = access }

    /// A helper that is initialized for the machine. Source: "IX509MachineEnrollmentFactory::CreateObject".
    /// - Throws: `CAError` with 0x80070005 for any name but `X509Enrollment.CX509EnrollmentHelper`.
    public func createObject(_ progID: String) throws -> X509EnrollmentHelper {
        guard X509EnrollmentWebClassFactory.name(progID) == "CX509EnrollmentHelper" else {
            throw CAError(
                .accessDenied,
                status: .accessDenied,
                "\"\(progID)\" cannot be made for the machine. Use X509Enrollment.CX509EnrollmentHelper."
            )
        }
        let helper = X509EnrollmentHelper(access)
        try helper.initialize(.administratorForceMachine)
        return helper
    }
}
