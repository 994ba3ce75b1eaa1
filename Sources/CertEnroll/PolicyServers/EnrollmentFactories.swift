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
            return make()
        }
    }

    /// The classes that a web page may make.
    public static var progIDs: [String] {
        (["CX509Enrollment", "CX509EnrollmentHelper"] + classes.map(\.name)).sorted().map { "X509Enrollment." + $0 }
    }

    private static let classes: [(name: String, make: @Sendable () -> AnyObject)] = [
        ("CObjectId", { ObjectId() }),
        ("CObjectIds", { ObjectIds() }),
        ("CX509CertificateRequestPkcs10", { X509CertificateRequestPkcs10() }),
        ("CX509Extensions", { X509Extensions() }),
        ("CX509NameValuePair", { X509NameValuePair() }),
        ("CX509NameValuePairs", { X509NameValuePairs() }),
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
