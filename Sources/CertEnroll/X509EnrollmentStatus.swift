public import CAInterface
import CertCli

/// How an enrollment went. Source: "IX509EnrollmentStatus interface".
///
/// ``X509Enrollment/status`` is a copy of the present state, so a copy that was taken earlier does not change.
public struct X509EnrollmentStatus: Sendable, Hashable {
    public typealias EnrollStatus = EnrollmentEnrollStatus

    /// The state. Source: "IX509EnrollmentStatus::get_Status".
    public var status: EnrollmentEnrollStatus
    /// The code of what went wrong; 0 when nothing did. Source: "IX509EnrollmentStatus::get_Error".
    public var error: HRESULT
    /// The CA's words, or the fault and its remedy. Source: "IX509EnrollmentStatus::get_Text".
    public var text: String
    /// Whether a provider and algorithm is chosen. It has no effect here. Source: "IX509EnrollmentStatus::get_Selected".
    public var selected = EnrollmentSelectionStatus.no
    /// A hint for a wizard, without effect here. Source: "IX509EnrollmentStatus::get_Display".
    public var display = EnrollmentDisplayStatus.yes
    /// The rule that refused, if the CA named it. Not a documented member.
    public var reason: DenialReason?

    /// - Parameter error: 0 when nothing went wrong.
    public init(
        status: EnrollmentEnrollStatus = .enrollUnknown,
        error: HRESULT = .ok,
        text: String = "",
        reason: DenialReason? = nil
    ) {
        self.status = status
        self.error = error
        self.text = text
        self.reason = reason
    }

    /// The text of ``error``; empty when it is 0. Source: "IX509EnrollmentStatus::get_ErrorText".
    public var errorText: String { error == .ok ? "" : ErrorMessage.text(of: error, .default) }

    /// Adds to ``text``. Source: "IX509EnrollmentStatus::AppendText".
    public mutating func appendText(_ text: String) { self.text += text }

    /// The state before anything was tried.
    public static let unknown = X509EnrollmentStatus()
}

/// The state of an enrollment. Open: unknown numbers are kept. Source: "EnrollmentEnrollStatus enumeration".
public struct EnrollmentEnrollStatus: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `Enrolled` 1: issued and installed.
    public static let enrolled = Self(rawValue: 1)
    /// `EnrollPended` 2: the CA decides later, or the request was made to be handed over.
    public static let enrollPended = Self(rawValue: 2)
    /// `EnrollUIDeferredEnrollmentRequired` 4. Never used: there is no user interface.
    public static let enrollUIDeferredEnrollmentRequired = Self(rawValue: 4)
    /// `EnrollError` 16.
    public static let enrollError = Self(rawValue: 16)
    /// `EnrollUnknown` 32: nothing was tried.
    public static let enrollUnknown = Self(rawValue: 32)
    /// `EnrollSkipped` 64. Never used: one CA is asked, not several.
    public static let enrollSkipped = Self(rawValue: 64)
    /// `EnrollDenied` 256.
    public static let enrollDenied = Self(rawValue: 256)
}
